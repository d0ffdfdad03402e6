import type { Reply } from "../api/api-call"
import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import type { Payment } from "../payments/payment"
import { findPayment } from "../payments/payment-book"
import type { NoCard } from "./collect-card"
import { chargeCard, collectCard } from "./collect-card"
import type { Reader } from "./reader"
import type { ReaderAction } from "./terminal-request"

interface ReaderCall {
  action: ReaderAction
  readerId: string
  paymentIntentId: string
}

/** W23, W24. Collecting holds the connection until something happens at the reader. */
export async function runReader(ctx: Context, account: Mode, call: ReaderCall): Promise<Reply> {
  const reader = activeReader(ctx, call.readerId)
  const payment = findPayment(ctx, call.paymentIntentId, account)
  if (call.action === "process_payment") return process(ctx, reader, payment)
  const { answer, answerAfterMs } = await collectCard(ctx, reader, payment, "api")
  try {
    if (answer !== "tap" && answer !== "decline") throw notCollected(answer)
    if (call.action === "collect_and_process") return process(ctx, reader, payment)
    return { data: { paymentIntentId: payment.id, status: payment.status, amountReceived: 0 } }
  } finally {
    // What happened has happened; only the answer is late.
    await ctx.readers.hold(answerAfterMs)
  }
}

function process(ctx: Context, reader: Reader, payment: Payment): Reply {
  if (!chargeCard(ctx, reader, payment) && ctx.state.settings.terminalDecline === "error") {
    throw new Refusal(400, "Your card was declined.")
  }
  // An authorised amount is not received yet: it is when it is captured.
  const { id, status, captured } = payment
  return { data: { paymentIntentId: id, status, amountReceived: captured } }
}

/** W25: stops what the reader is doing. A reader that does nothing has nothing to stop. */
export function cancelReaderAction(ctx: Context, readerId: string): Reply {
  const reader = activeReader(ctx, readerId)
  const wasWaiting = ctx.readers.present(reader.id, "cancel")
  reader.collected = null
  return { data: { readerId: reader.id, status: wasWaiting ? "canceled" : "idle" } }
}

/** W26. What a reader without power is answered with is not documented. */
function activeReader(ctx: Context, readerId: string): Reader {
  const reader = ctx.state.readers.find((one) => one.id === readerId)
  if (!reader) throw new Refusal(404, "Terminal reader not found")
  if (reader.disabled) {
    throw new Refusal(403, "This terminal reader is disabled in WolffPay dashboard.")
  }
  if (!reader.plugged) throw new Refusal(400, "This terminal reader is offline.")
  return reader
}

function notCollected(answer: NoCard): Refusal {
  switch (answer) {
    case "cancel":
      return new Refusal(400, "The reader action was canceled.")
    case "timeout":
      return new Refusal(400, "No card was presented before the reader timed out.")
    case "released":
      return new Refusal(400, "The payment was canceled while the reader waited for a card.")
    case "unplugged":
      return new Refusal(400, "This terminal reader is offline.")
    case "closed":
      return new Refusal(500, "Internal server error")
  }
}
