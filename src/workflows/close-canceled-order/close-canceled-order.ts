import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { CallOptions } from "../../clients/wolffpay"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { describeError } from "../../modules/wolffpay/describe-error"
import { findRefunds } from "../../modules/wolffpay/find-refunds"
import { lookUp } from "../../modules/wolffpay/look-up"
import { toMajorUnits } from "../../modules/wolffpay/money"
import { isPassing } from "../../modules/wolffpay/passing-error"
import { refundedAmount } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { closeCanceledInvoices } from "./close-canceled-invoices"
import {
  type CanceledOrder,
  loadCanceledOrder,
  loadOrderSessions,
  type OrderSession,
} from "./load-payments"

/** Raised while it is still tried; what ends the trying closes it. */
export const STILL_TRYING = "canceled_order_not_closed"
const PATIENCE_MS = 15 * 60 * 1000
const CALL: CallOptions = { lane: "settlement", deadlineMs: 20_000 }

export async function closeCanceledOrder(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const service = pluginService(container)
  const order = await loadCanceledOrder(container, orderId)
  if (service.billinkOptions) {
    await closeCanceledInvoices(container, order)
  }
  for (const session of await loadOrderSessions(container, orderId)) {
    const intents = await service.intents.ofSession(session.session_id)
    for (const intent of intents) {
      if (intent.intent_id === null) {
        continue
      }
      const known = { ...intent, intent_id: intent.intent_id }
      await withSessionLock(container, session.session_id, () =>
        closeIntent(container, order, session, known)
      )
    }
  }
}

async function closeIntent(
  container: MedusaContainer,
  order: CanceledOrder,
  session: OrderSession,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<void> {
  const service = pluginService(container)
  try {
    await closeAtWolffPay(container, order, session, intent)
    await service.attentions.resolveSubject(
      [STILL_TRYING],
      intent.intent_id,
      "WolffPay could be asked at last."
    )
  } catch (error) {
    await judgeFailure(container, intent, { order, session }, error)
  }
}

async function closeAtWolffPay(
  container: MedusaContainer,
  order: CanceledOrder,
  session: OrderSession,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<void> {
  const service = pluginService(container)
  let { state } = await lookUp(service, intent, CALL)
  if (state !== "succeeded" && state !== "canceled") {
    state = await cancelIntent(service, intent, CALL)
  }
  if (state === "canceled") {
    if (session.payment && !session.payment.canceled) {
      await container.resolve(Modules.PAYMENT).cancelPayment(session.payment.id)
    }
    await service.intents.markSettled(intent.id)
    return
  }
  if (state === "succeeded") {
    await returnMoney(container, order, session, intent)
    return
  }
  await raise(container, "canceled_order_not_voided", intent, {
    order,
    session,
    problem: `WolffPay shows it as ${state}`,
  })
}

/**
 * An outage at WolffPay is waited for, and told after a quarter of an hour; the job goes on trying. What WolffPay refuses goes
 * to a person at once, and is theirs from then on.
 */
async function judgeFailure(
  container: MedusaContainer,
  intent: PaymentIntentRow,
  { order, session }: { order: CanceledOrder; session: OrderSession },
  error: unknown
): Promise<void> {
  const context = { order, session, problem: describeError(error) }
  if (!isPassing(error)) {
    const reason =
      intent.state === "succeeded" ? "canceled_order_not_refunded" : "canceled_order_not_voided"
    await raise(container, reason, intent, context)
  } else if (Date.now() - order.canceled_at.getTime() > PATIENCE_MS) {
    await raise(container, STILL_TRYING, intent, context)
  } else {
    pluginService(container).logger.warn(
      `WolffPay: the cancelled order ${order.id} is not closed yet, it is tried again: ${context.problem}`
    )
  }
}

/** The merchant cancelled a paid order, which refunds it; here that refund is made good when it did not happen. */
async function returnMoney(
  container: MedusaContainer,
  order: CanceledOrder,
  session: OrderSession,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<void> {
  const service = pluginService(container)
  const { payment } = session
  const refunds = await findRefunds(service, intent, CALL)
  const left = intent.amount - refundedAmount(refunds)
  if (left <= 0) {
    return
  }
  if (!payment) {
    await raise(container, "paid_after_cancel", intent, {
      order,
      session,
      problem: "",
    })
    return
  }
  if (payment.captured - payment.refunded < left) {
    await raise(container, "canceled_order_not_refunded", intent, {
      order,
      session,
      problem: "Medusa shows it as refunded, WolffPay does not",
    })
    return
  }
  await container.resolve(Modules.PAYMENT).refundPayment({
    payment_id: payment.id,
    amount: toMajorUnits(left),
    note: "Refund of the cancelled order",
  })
}

async function raise(
  container: MedusaContainer,
  reason:
    | "canceled_order_not_voided"
    | "canceled_order_not_refunded"
    | "paid_after_cancel"
    | typeof STILL_TRYING,
  intent: PaymentIntentRow,
  context: { order: CanceledOrder; session: OrderSession; problem: string }
): Promise<void> {
  const service = pluginService(container)
  if (reason !== STILL_TRYING && intent.intent_id !== null) {
    await service.attentions.resolveSubject([STILL_TRYING], intent.intent_id, `Now: ${reason}.`)
  }
  await service.flagAttention({
    ...attentionOf(reason, intent, { problem: context.problem }),
    order_id: context.order.id,
    payment_id: context.session.payment?.id ?? null,
    amount_medusa: context.session.payment
      ? context.session.payment.captured - context.session.payment.refunded
      : 0,
  })
}
