import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { describeError, isNamed } from "../../modules/wolffpay/describe-error"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { receiveWebhookEventWorkflow } from "../receive-webhook-event"
import { recordRefundsWorkflow } from "../record-refunds"
import { completeAllBookings } from "../record-refunds/complete-all-bookings"
import { checkCredits } from "../record-credits/check-credits"
import { recordLostRefunds } from "../record-refunds/record-lost-refunds"
import { runTerminalSaleWorkflow } from "../run-terminal-sale"
import { inBackground } from "../run-terminal-sale/take-up"
import { checkCanceledOrders } from "./check-canceled-orders"
import { checkIntents } from "./check-intents"
import { checkInvoices } from "./check-invoices"
import { closePaidOrders } from "./close-paid-orders"

export type ReconcileReport = {
  events: number
  intents: number
  refunds: number
  invoices: number
}

const EVENTS_PER_RUN = 100
const REFUNDS_PER_RUN = 20
const SALES_PER_RUN = 20
const PATIENCE_MS = 15 * 60 * 1000

export async function reconcile(container: MedusaContainer): Promise<ReconcileReport> {
  const service = pluginService(container)
  if (!service.wolffPayOptions && !service.billinkOptions) {
    return { events: 0, intents: 0, refunds: 0, invoices: 0 }
  }
  let intents = 0
  let refunds = 0
  let invoices = 0
  let events: string[] = []
  const problems: string[] = []
  const part = (what: string, work: () => Promise<void>): Promise<void> =>
    partOf(service, what, work, (problem) => problems.push(problem))
  // One part that fails must not keep the others from their work.
  await part("announcing what needs attention", async () => {
    for (const { id, reason } of await service.attentions.claimUnnotified()) {
      await service.announceAttention(id, reason)
    }
  })
  await part("webhooks that were left behind", async () => {
    events = await service.events.due(EVENTS_PER_RUN)
    for (const id of events) {
      await receiveWebhookEventWorkflow(container).run({ input: { id } })
    }
  })
  if (service.wolffPayOptions) {
    await part("open payments", async () => {
      const { looked, problem } = await checkIntents(container)
      intents = looked
      if (problem) {
        throw new Error(problem)
      }
    })
    await part("sales at the counter", async () => {
      for (const id of await service.sales.due(SALES_PER_RUN)) {
        // Following a card can take two minutes; the rest of the job has no part in that.
        inBackground(
          container,
          id,
          runTerminalSaleWorkflow(container)
            .run({ input: { id } })
            .then(() => undefined)
        )
      }
    })
    await part("orders made of unpaid sales", () => closePaidOrders(container))
    await part("refunds", async () => {
      refunds = await checkRefunds(container)
      await recordLostRefunds(container)
    })
  }
  if (service.billinkOptions) {
    await part("Billink's invoices", async () => {
      invoices = await checkInvoices(container)
    })
    await part("Billink's credits", () => checkCredits(container))
  }
  await part("forgetting what is no longer needed", async () => {
    await service.intents.forgetClients()
    await service.invoices.forgetClients()
    await service.events.forgetBodies()
  })
  await part("cancelled orders", () => checkCanceledOrders(container))
  await service.health.noteRun(problems[0]).catch(() => undefined)
  return { events: events.length, intents, refunds, invoices }
}

async function partOf(
  service: WolffPayModuleService,
  what: string,
  work: () => Promise<void>,
  onProblem: (problem: string) => void
): Promise<void> {
  try {
    await work()
  } catch (error) {
    onProblem(`${what}: ${describeError(error)}`)
    service.logger.warn(
      `WolffPay's job could not finish ${what}; it is tried again: ${describeError(error)}`
    )
  }
}

async function checkRefunds(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  await completeAllBookings(container)
  const intentIds = await service.refunds.claimDueIntents(REFUNDS_PER_RUN)
  for (const intentId of intentIds) {
    const intent = await service.intents.ofIntent(intentId)
    if (!intent) {
      continue
    }
    try {
      const { result } = await recordRefundsWorkflow(container).run({ input: { id: intent.id } })
      if ("problem" in result && result.seconds === undefined) {
        await raiseUnbooked(service, intent, result.problem)
      }
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

/** Refunds that have waited for longer than any of this may take: a person has to book them. */
async function raiseUnbooked(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  problem: string
): Promise<void> {
  for (const refund of await service.refunds.ofIntent(intent.intent_id ?? "")) {
    const waited = Date.now() - refund.created_at.getTime()
    if (refund.state === "made" && refund.booked_at === null && waited > PATIENCE_MS) {
      await service.flagAttention({
        ...attentionOf("refund_not_booked", { ...intent, amount: refund.amount }, { problem }),
        subject: refund.refund_id ?? refund.id,
        refund_id: refund.refund_id,
        amount_medusa: 0,
      })
    }
  }
}
