import type { MedusaContainer } from "@medusajs/framework/types"
import { pluginService } from "../plugin-service"
import { receiveWebhookEventWorkflow } from "../receive-webhook-event"
import { recordRefundsWorkflow } from "../record-refunds"
import { recordLostRefunds } from "../record-refunds/record-lost-refunds"
import { checkCanceledOrders } from "./check-canceled-orders"
import { checkIntents } from "./check-intents"
import { describeError, isNamed } from "../../modules/wolffpay/describe-error"

export type ReconcileReport = {
  events: number
  intents: number
  refunds: number
}

const EVENTS_PER_RUN = 100
const REFUNDS_PER_RUN = 20

export async function reconcile(container: MedusaContainer): Promise<ReconcileReport> {
  const service = pluginService(container)
  if (!service.wolffPayOptions) {
    return { events: 0, intents: 0, refunds: 0 }
  }
  for (const { id, reason } of await service.attentions.unnotified()) {
    await service.announceAttention(id, reason)
  }
  const events = await service.events.due(EVENTS_PER_RUN)
  for (const id of events) {
    await receiveWebhookEventWorkflow(container).run({ input: { id } })
  }
  const intents = await checkIntents(container)
  const refunds = await checkRefunds(container)
  await recordLostRefunds(container).catch((error: unknown) =>
    service.logger.warn(`WolffPay's refunds could not be listed: ${describeError(error)}`)
  )
  await checkCanceledOrders(container)
  return { events: events.length, intents, refunds }
}

async function checkRefunds(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  const intentIds = await service.refunds.claimDueIntents(REFUNDS_PER_RUN)
  for (const intentId of intentIds) {
    const intent = await service.intents.ofIntent(intentId)
    if (!intent) {
      continue
    }
    try {
      await recordRefundsWorkflow(container).run({ input: { id: intent.id } })
    } catch (error) {
      if (isNamed(error, "BudgetExhaustedError")) {
        break
      }
      service.logger.warn(
        `WolffPay refunds of ${intentId} could not be looked up: ${describeError(error)}`
      )
    }
  }
  return intentIds.length
}
