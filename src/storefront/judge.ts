import { type Failure, failureOf, type PaymentState } from "./stripe-answer"
import type { ProblemCode } from "./problems"

/** What the shop said to completing the cart: not now; not paid as far as it knows; or why it never will. */
export type ShopAnswer = "busy" | "unpaid" | ProblemCode

/** Ask the shop again, look at Stripe again, or an end. */
export type Verdict = "ask" | "look" | "processing" | "unknown" | Failure

/** A bank often needs a moment after it has sent the shopper back. */
export const SETTLING_MS = 8000

/**
 * Money first: a failure only where Stripe says that nothing was paid, or where there is no payment at all; for the shop's answer
 * cannot tell a declined payment from one that it could not look up.
 */
export function judge(
  answer: ShopAnswer,
  /** `none`: no payment was started for this cart. Absent: Stripe cannot be asked. */
  state: PaymentState | "none" | undefined,
  elapsedMs: number,
  /** There is no time left. */
  isOver: boolean
): Verdict {
  const isRefused = answer !== "busy" && answer !== "unpaid"
  const isSettling = elapsedMs < SETTLING_MS && !isOver
  if (state === "none") {
    if (isRefused) {
      return { code: answer }
    }
  } else if (state) {
    switch (state.status) {
      case "processing":
        if (!isSettling) {
          return "processing"
        }
        // Completing costs the shop a look at WolffPay; once it has said no it says so until Stripe says yes.
        return answer === "busy" ? "ask" : "look"
      case "succeeded":
      case "requires_capture":
        // The shop refuses a paid cart (sold out?): its job or a person settles that, never a second payment.
        return isSettling || !(isOver || isRefused) ? "ask" : "unknown"
      case "requires_payment_method":
        return failureOf(state.last_payment_error)
      case "requires_action":
      case "requires_confirmation":
        return isSettling ? "look" : failureOf(null)
      case "canceled":
        return { code: "session_expired" }
      case "gone":
        if (answer === "unpaid") {
          return { code: "session_expired" }
        }
    }
  }
  return isOver ? "unknown" : "ask"
}
