import type { Reply } from "../api/api-call"
import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import { Refusal } from "../core/refusal"
import type { Payment } from "../payments/payment"
import { applyStep, findPayment } from "../payments/payment-book"
import { attempt, isOpen } from "../payments/payment-machine"
import type { Reader } from "./reader"
import type { CardAnswer } from "./reader-floor"
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
  if (!payment.paymentMethodTypes.includes("card_present")) {
    throw new Refusal(400, "This payment was not made for a terminal.")
  }
  if (call.action !== "process_payment") await collect(ctx, reader, payment)
  if (call.action === "collect_payment_method") {
    return { data: { paymentIntentId: payment.id, status: payment.status, amountReceived: 0 } }
  }
  return process(ctx, reader, payment)
}

async function collect(ctx: Context, reader: Reader, payment: Payment): Promise<void> {
  if (!isOpen(payment.status)) {
    throw new Refusal(
      400,
      `This payment cannot be collected because its status is ${payment.status}.`
    )
  }
  const waiting = ctx.readers.waitForCard(reader.id, payment.id, ctx.state.settings.readerTimeoutMs)
  if (reader.auto) ctx.readers.present(reader.id, reader.auto)
  const answer = await waiting
  if (answer !== "tap" && answer !== "decline") throw notCollected(answer)
  reader.collected = { paymentIntentId: payment.id, declines: answer === "decline" }
  applyStep(ctx, payment, { status: "requires_confirmation" })
}

function process(ctx: Context, reader: Reader, payment: Payment): Reply {
  const card = reader.collected
  if (card?.paymentIntentId !== payment.id) {
    throw new Refusal(400, "No card was collected for this payment on this reader.")
  }
  reader.collected = null
  applyStep(ctx, payment, attempt(payment, card.declines ? "decline" : "succeed"))
  if (card.declines && ctx.state.settings.terminalDecline === "error") {
    throw new Refusal(400, "Your card was declined.")
  }
  payment.method = "card_present"
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

/** W26 */
function activeReader(ctx: Context, readerId: string): Reader {
  const reader = ctx.state.readers.find((one) => one.id === readerId)
  if (!reader) throw new Refusal(404, "Terminal reader not found")
  if (reader.disabled) {
    throw new Refusal(403, "This terminal reader is disabled in WolffPay dashboard.")
  }
  return reader
}

function notCollected(answer: Exclude<CardAnswer, "tap" | "decline">): Refusal {
  switch (answer) {
    case "cancel":
      return new Refusal(400, "The reader action was canceled.")
    case "timeout":
      return new Refusal(400, "No card was presented before the reader timed out.")
    case "released":
      return new Refusal(400, "The payment was canceled while the reader waited for a card.")
    case "closed":
      return new Refusal(500, "Internal server error")
  }
}
