import { Refusal } from "../../shared/core/refusal"
import type { PaymentEvent } from "../webhooks/webhook-event"
import type { Payment, PaymentStatus } from "./payment"

/** What a shopper can bring about. */
export const PAY_OUTCOMES = ["succeed", "decline", "process", "require_action"] as const
export type PayOutcome = (typeof PAY_OUTCOMES)[number]

/** The next status, the event that WolffPay sends about it (W30) and whether the money is taken. */
export interface Step {
  status: PaymentStatus
  event?: PaymentEvent
  captures?: true
}

type Subject = Pick<Payment, "status" | "captureMethod">

const OPEN: readonly PaymentStatus[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]

export function isOpen(status: PaymentStatus): boolean {
  return OPEN.includes(status)
}

function succeeded(payment: Subject): Step {
  if (payment.captureMethod === "manual") return { status: "requires_capture" }
  return { status: "succeeded", event: "payment.succeeded", captures: true }
}

/** A shopper's attempt. A declined one leaves the intent open for the next. */
export function attempt(payment: Subject, outcome: PayOutcome): Step {
  if (!isOpen(payment.status)) throw wrongStatus("paid", payment.status)
  switch (outcome) {
    case "succeed":
      return succeeded(payment)
    case "decline":
      return { status: "requires_payment_method", event: "payment.failed" }
    case "process":
      return { status: "processing" }
    case "require_action":
      return { status: "requires_action" }
  }
}

/** The bank's final word on a payment that was processing. */
export function finish(payment: Subject, success: boolean): Step {
  if (payment.status !== "processing") throw wrongStatus("finished", payment.status)
  if (success) return succeeded(payment)
  return { status: "requires_payment_method", event: "payment.failed" }
}

/** W17: a capture takes the whole amount, and only of an authorised intent. */
export function capture(payment: Subject): Step {
  if (payment.status !== "requires_capture") throw wrongStatus("captured", payment.status)
  return { status: "succeeded", event: "payment.succeeded", captures: true }
}

/** There is no event for a cancelled intent (W30). */
export function cancel(payment: Subject): Step {
  if (!isOpen(payment.status) && payment.status !== "requires_capture") {
    throw wrongStatus("canceled", payment.status)
  }
  return { status: "canceled" }
}

/** An authorisation that nobody captured in time. No event either. */
export function expire(payment: Subject): Step {
  if (payment.status !== "requires_capture") throw wrongStatus("expired", payment.status)
  return { status: "canceled" }
}

/** A direct debit that the shopper's bank takes back after it had succeeded. */
export function returned(payment: Subject): Step {
  if (payment.status !== "succeeded") throw wrongStatus("returned", payment.status)
  return { status: "failed", event: "payment.failed" }
}

function wrongStatus(what: string, status: PaymentStatus): Refusal {
  return new Refusal(400, `This payment cannot be ${what} because its status is ${status}.`)
}
