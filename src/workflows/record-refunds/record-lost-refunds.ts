import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefundSummary } from "../../clients/wolffpay"
import { describeError } from "../../modules/wolffpay/describe-error"
import { noteListRead, noteListUnreadable } from "../../modules/wolffpay/list-unreadable"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { pluginService } from "../plugin-service"
import { recordRefunds } from "./record-refunds"

const PAGE = 100
/** A bank may send a refund back for about a month; what is older is not looked for. */
const WINDOW_MS = 31 * 24 * 60 * 60 * 1000
/** Bounds one run of a list whose order cannot be told. */
const MAX_PAGES = 50

/**
 * Refunds of which no webhook told: made in WolffPay's dashboard, or failed after they had succeeded (R15). One list an hour
 * and one call for each such payment, none in a shop that has no paid orders; five minutes later again what broke off. Returns
 * how many payments had such a refund.
 * @throws Error when not all of them could be looked at or recorded
 */
export async function recordLostRefunds(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  if (!service.refundSweep.isDue() || !(await service.intents.hasSettledBefore())) {
    return 0
  }
  const intentIds = new Set<string>()
  const problems: string[] = []
  let limit: string | undefined
  let found = 0
  try {
    limit = await findChanged(service, intentIds)
    await noteListRead(service, "refunds")
  } catch (error) {
    await noteListUnreadable(service, "refunds", error)
    problems.push(`the list of refunds broke off: ${describeError(error)}`)
  }
  for (const intentId of intentIds) {
    try {
      const intent = await service.intents.ofIntent(intentId)
      if (intent?.settled_at) {
        await recordRefunds(container, intent.id)
        found += 1
      }
    } catch (error) {
      problems.push(`refunds of ${intentId} could not be recorded: ${describeError(error)}`)
    }
  }
  if (problems.length === 0) {
    service.refundSweep.noteDone()
  } else {
    service.refundSweep.noteBrokenOff()
  }
  problems.push(...(limit ? [limit] : []))
  if (problems.length > 0) {
    throw new Error(problems.join("; "))
  }
  return found
}

/**
 * Adds the payments with a refund that our table does not have, or has with another status: one by one, so that what was found
 * before the list breaks off is not lost. Gives why not all of the list was read.
 */
async function findChanged(
  service: WolffPayModuleService,
  intentIds: Set<string>
): Promise<string | undefined> {
  let startingAfter: string | undefined
  let previous = Infinity
  // The order of the list is not documented: only while it is seen to be this one may the rest be left out.
  let isNewestFirst = true
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, hasMore, nextCursor } = await service.wolffPay.client.listRefunds(
      { limit: PAGE, startingAfter },
      { lane: "background" }
    )
    for (const { createdAt } of items) {
      isNewestFirst &&= Date.parse(createdAt) <= previous
      previous = Date.parse(createdAt)
    }
    for (const { paymentIntentId } of await changedOf(service, items)) {
      intentIds.add(paymentIntentId)
    }
    if (!hasMore || !nextCursor || (isNewestFirst && previous < Date.now() - WINDOW_MS)) {
      return undefined
    }
    startingAfter = nextCursor
  }
  return `the account has more than ${MAX_PAGES * PAGE} refunds, in no order`
}

async function changedOf(
  service: WolffPayModuleService,
  items: readonly RefundSummary[]
): Promise<readonly RefundSummary[]> {
  const ids = items.map((item) => item.refundId)
  const known = await service.listRefunds(
    { refund_id: ids },
    { select: ["refund_id", "status"], take: ids.length }
  )
  const statuses = new Map(known.map((row) => [row.refund_id, row.status]))
  return items.filter((item) => statuses.get(item.refundId) !== item.status)
}
