import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { CallOptions } from "../../clients/wolffpay"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { findRefunds } from "../../modules/wolffpay/find-refunds"
import { lookUp } from "../../modules/wolffpay/look-up"
import { toMajorUnits } from "../../modules/wolffpay/money"
import { refundedAmount } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { loadOrderSessions, type OrderSession } from "./load-payments"
import { describeError } from "../../modules/wolffpay/describe-error"

const CALL: CallOptions = { lane: "settlement", deadlineMs: 20_000 }

export async function closeCanceledOrder(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const service = pluginService(container)
  for (const session of await loadOrderSessions(container, orderId)) {
    const intents = await service.intents.ofSession(session.session_id)
    for (const intent of intents) {
      if (intent.intent_id === null) {
        continue
      }
      const known = { ...intent, intent_id: intent.intent_id }
      await withSessionLock(container, session.session_id, () =>
        closeIntent(container, orderId, session, known)
      )
    }
  }
}

async function closeIntent(
  container: MedusaContainer,
  orderId: string,
  session: OrderSession,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<void> {
  const service = pluginService(container)
  try {
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
      await returnMoney(container, orderId, session, intent)
      return
    }
    await raise(container, "canceled_order_not_voided", intent, {
      orderId,
      session,
      problem: `WolffPay shows it as ${state}`,
    })
  } catch (error) {
    const reason =
      intent.state === "succeeded" ? "canceled_order_not_refunded" : "canceled_order_not_voided"
    await raise(container, reason, intent, {
      orderId,
      session,
      problem: describeError(error),
    })
  }
}

/** The merchant cancelled a paid order, which refunds it; here that refund is made good when it did not happen. */
async function returnMoney(
  container: MedusaContainer,
  orderId: string,
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
      orderId,
      session,
      problem: "",
    })
    return
  }
  if (payment.captured - payment.refunded < left) {
    await raise(container, "canceled_order_not_refunded", intent, {
      orderId,
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
  reason: "canceled_order_not_voided" | "canceled_order_not_refunded" | "paid_after_cancel",
  intent: PaymentIntentRow,
  context: { orderId: string; session: OrderSession; problem: string }
): Promise<void> {
  await pluginService(container).flagAttention({
    ...attentionOf(reason, intent, { problem: context.problem }),
    order_id: context.orderId,
    payment_id: context.session.payment?.id ?? null,
    amount_medusa: context.session.payment
      ? context.session.payment.captured - context.session.payment.refunded
      : 0,
  })
}
