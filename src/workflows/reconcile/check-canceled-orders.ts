import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { closeCanceledOrderWorkflow } from "../close-canceled-order"
import { STILL_TRYING } from "../close-canceled-order/close-canceled-order"
import { loadOrderSessions, type OrderSession } from "../close-canceled-order/load-payments"
import { creditedCents } from "../../modules/wolffpay/billink/make-credit"
import { describeError, isNamed } from "../../modules/wolffpay/describe-error"
import { BILLINK_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { pluginService } from "../plugin-service"

/** The subscriber does this at once; each run of the job finds what a crash or an outage left behind. */
const LOOK_BACK_MS = 2 * 60 * 60 * 1000
/** Once an hour it looks this far back, for an outage that lasts. */
const LONG_LOOK_BACK_MS = 30 * 24 * 60 * 60 * 1000
const PAGE = 100
const MAX_PAGES = 10
const REASONS = [
  "canceled_order_not_refunded",
  "canceled_order_not_voided",
  "paid_after_cancel",
  "billink_not_credited",
]

/**
 * Cancelled orders whose payment is not closed by our own books. No call to WolffPay for the others.
 * @throws Error with the first problem, after the orders behind it were looked at too
 */
export async function checkCanceledOrders(container: MedusaContainer): Promise<void> {
  const service = pluginService(container)
  const isLong = service.canceledSweep.isDue()
  const problem = await checkSince(
    container,
    Date.now() - (isLong ? LONG_LOOK_BACK_MS : LOOK_BACK_MS)
  )
  if (isLong && problem === undefined) {
    service.canceledSweep.noteDone()
  } else if (isLong) {
    service.canceledSweep.noteBrokenOff()
  }
  if (problem !== undefined) {
    throw new Error(problem)
  }
}

/** Gives the first problem that an order met. */
async function checkSince(container: MedusaContainer, since: number): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let problem: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data: orders } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { canceled_at: { $gte: new Date(since) } },
      pagination: { take: PAGE, skip: page * PAGE, order: { canceled_at: "DESC" } },
    })
    for (const { id } of orders) {
      try {
        if (await holdsMoney(container, id)) {
          await closeCanceledOrderWorkflow(container).run({ input: { order_id: id } })
        }
      } catch (error) {
        problem ??= `${id}: ${describeError(error)}`
        if (isNamed(error, "BudgetExhaustedError")) {
          return problem
        }
      }
    }
    if (orders.length < PAGE) {
      break
    }
  }
  return problem
}

async function holdsMoney(container: MedusaContainer, orderId: string): Promise<boolean> {
  const service = pluginService(container)
  // Once it was given to a person, open or resolved, the money is theirs: no refund behind their back.
  const [flagged] = await service.listAttentions(
    { order_id: orderId, reason: REASONS },
    { take: 1 }
  )
  const [tried] = await service.listAttentions(
    { order_id: orderId, reason: STILL_TRYING },
    { take: 1, order: { created_at: "DESC" } }
  )
  if (flagged || (tried?.resolved_at && tried.resolved_by !== "wolffpay")) {
    return false
  }
  for (const { session_id, payment } of await loadOrderSessions(container, orderId)) {
    if (payment ? isHeld(payment) : await isOpen(service, session_id)) {
      return true
    }
  }
  return owesCredit(service, await loadOrderSessions(container, orderId, BILLINK_PROVIDER_ID))
}

/** An accepted invoice whose customer would be asked to pay; one whose credit is in doubt is a person's already. */
async function owesCredit(
  service: WolffPayModuleService,
  sessions: readonly OrderSession[]
): Promise<boolean> {
  for (const { session_id } of sessions) {
    for (const invoice of await service.invoices.ofSession(session_id)) {
      const credits = await service.credits.ofInvoice(invoice.id)
      const isInDoubt = credits.some(({ state }) => state === "unknown")
      if (invoice.state === "accepted" && !isInDoubt && creditedCents(credits) < invoice.amount) {
        return true
      }
    }
  }
  return false
}

function isHeld(payment: NonNullable<OrderSession["payment"]>): boolean {
  return payment.captured === 0 ? !payment.canceled : payment.captured > payment.refunded
}

/** An intent without a payment in Medusa that may still bring money. */
async function isOpen(service: WolffPayModuleService, sessionId: string): Promise<boolean> {
  const intents = await service.intents.ofSession(sessionId)
  return intents.some(({ intent_id, settled_at }) => intent_id !== null && settled_at === null)
}
