/** Why a checkout cannot go on. In every case the cart is kept. */
export type ProblemCode =
  | "missing_publishable_key"
  | "wrong_publishable_key"
  | "not_configured"
  | "charges_not_enabled"
  | "service_unavailable"
  | "stripe_unreachable"
  | "cart_not_found"
  | "cart_changed"
  | "cart_incomplete"
  | "sold_out"
  | "cart_already_paid"
  | "session_expired"
  | "too_many_attempts"
  | "payment_not_possible"
  | "details_incomplete"
  | "declined"
  | "authentication_failed"
  | "payment_canceled"

/** `message` is for the shopper, in the shopper's language; `cause` is for you. */
export class WolffPayError extends Error {
  constructor(
    readonly code: ProblemCode,
    override readonly cause?: unknown,
    /** The module fills it in where the error leaves it. */
    message = ""
  ) {
    super(message)
    this.name = "WolffPayError"
  }
}
