import type { JsonObject } from "../../shared/core/json"

/** An error as Stripe's API puts it. `rule` names the documented fact that the storefront broke, if it did. */
export class StripeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: JsonObject & { type: string; message: string },
    readonly rule?: string
  ) {
    super(error.message)
    this.name = "StripeRefusal"
  }
}

export function invalidRequest(
  message: string,
  more: { code?: string; param?: string; payment_intent?: JsonObject } = {}
): StripeRefusal {
  return new StripeRefusal(400, { type: "invalid_request_error", message, ...more })
}
