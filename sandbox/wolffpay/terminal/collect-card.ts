import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import type { Payment } from "../payments/payment"
import { applyStep } from "../payments/payment-book"
import { attempt, isOpen } from "../payments/payment-machine"
import type { Reader, ReaderEnd } from "./reader"
import type { CardAnswer, CardMoment, CardRequest } from "./reader-floor"

/** What ended the wait instead of a card. */
export type NoCard = Exclude<CardAnswer, "tap" | "decline">

/**
 * Has the reader ask for a card (W24), and waits. The answer is "tap" or "decline" when one was read.
 * @throws Refusal when the payment cannot be collected, or the reader or the payment is busy
 */
export async function collectCard(
  ctx: Context,
  reader: Reader,
  payment: Payment,
  via: CardRequest["via"]
): Promise<CardMoment> {
  if (!payment.paymentMethodTypes.includes("card_present")) {
    throw new Refusal(400, "This payment was not made for a terminal.")
  }
  if (!isOpen(payment.status)) {
    throw new Refusal(
      400,
      `This payment cannot be collected because its status is ${payment.status}.`
    )
  }
  const waiting = ctx.readers.waitForCard({
    readerId: reader.id,
    paymentIntentId: payment.id,
    timeoutMs: ctx.state.settings.readerTimeoutMs,
    via,
  })
  reader.shows = null
  if (reader.auto) ctx.readers.present(reader.id, reader.auto)
  const moment = await waiting
  const { answer } = moment
  if (answer === "tap" || answer === "decline") {
    reader.collected = { paymentIntentId: payment.id, declines: answer === "decline" }
    applyStep(ctx, payment, { status: "requires_confirmation" })
  } else reader.shows = ENDS[answer]
  return moment
}

const ENDS: Readonly<Record<NoCard, ReaderEnd | null>> = {
  cancel: "canceled",
  released: "canceled",
  timeout: "timed_out",
  unplugged: null,
  closed: null,
}

/** Charges or authorises the card that was read for this payment (W24). False when the bank declines it. */
export function chargeCard(ctx: Context, reader: Reader, payment: Payment): boolean {
  const card = reader.collected
  if (card?.paymentIntentId !== payment.id) {
    throw new Refusal(400, "No card was collected for this payment on this reader.")
  }
  reader.collected = null
  reader.shows = card.declines ? "declined" : "approved"
  applyStep(ctx, payment, attempt(payment, card.declines ? "decline" : "succeed"))
  if (!card.declines) payment.method = "card_present"
  return !card.declines
}
