import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefundSummary } from "../../clients/wolffpay"
import { describeError } from "../../modules/wolffpay/describe-error"
import { pluginService } from "../plugin-service"
import { recordRefunds } from "./record-refunds"

const PAGE = 100
/** Bounds one run; the order of the list is not documented, so more than the first page is read. */
const MAX_PAGES = 3

/**
 * Refunds that were made in WolffPay's dashboard and whose webhook never came: one list an hour and one call for each such payment, none in a shop that
 * has no paid orders. Returns how many payments had such a refund.
 */
export async function recordLostRefunds(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  if (!(await service.isRefundSweepDue())) {
    return 0
  }
  const intentIds = new Set<string>()
  for (const refund of await listRefunds(container)) {
    if (!(await service.refunds.ofRefund(refund.refundId))) {
      intentIds.add(refund.paymentIntentId)
    }
  }
  let found = 0
  let isComplete = true
  for (const intentId of intentIds) {
    const intent = await service.intents.ofIntent(intentId)
    if (intent?.settled_at) {
      try {
        await recordRefunds(container, intent.id)
        found += 1
      } catch (error) {
        isComplete = false
        service.logger.warn(
          `WolffPay refunds of ${intentId} could not be recorded: ${describeError(error)}`
        )
      }
    }
  }
  if (isComplete) {
    service.noteRefundSweep()
  }
  return found
}

async function listRefunds(container: MedusaContainer): Promise<RefundSummary[]> {
  const { client } = pluginService(container).wolffPay
  const all: RefundSummary[] = []
  let startingAfter: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, hasMore, nextCursor } = await client.listRefunds(
      { limit: PAGE, startingAfter },
      { lane: "background" }
    )
    all.push(...items)
    if (!hasMore || !nextCursor) {
      break
    }
    startingAfter = nextCursor
  }
  return all
}
