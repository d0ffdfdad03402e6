import { ApiError, InvalidRequestError } from "../http"

/** A request that the documents rule out; it was not sent. `message` names the field and the limit. */
export class InvalidInputError extends InvalidRequestError {
  readonly field: string

  constructor(input: { method: string; path: string; field: string; limit: string }) {
    super({
      service: "WolffPay",
      method: input.method,
      path: input.path,
      summary: "was not sent",
      detail: `${input.field} ${input.limit}`,
      merchantMessage: `WolffPay cannot take this: ${input.field} ${input.limit}.`,
    })
    this.field = input.field
  }
}

/** What was asked and what came back. Amounts in minor units. */
export type MoneyFacts = {
  id?: string
  amount?: number
  currency?: string
  action?: string
}

/**
 * A 2xx that speaks of other money, or of another payment, than was asked for: an idempotency key that was used before
 * with another body brings back the original answer (W9).
 */
export class MismatchedResponseError extends ApiError {
  readonly expected: MoneyFacts
  readonly received: MoneyFacts

  constructor(input: { method: string; path: string; expected: MoneyFacts; received: MoneyFacts }) {
    super(
      {
        service: "WolffPay",
        method: input.method,
        path: input.path,
        detail: `asked ${describe(input.expected)}, got ${describe(input.received)}`,
      },
      {
        summary: "answered about something else",
        retryable: false,
        outcome: "unknown",
        merchantMessage:
          "WolffPay answered with another payment or amount than was asked for. Nothing was booked; look both up in the WolffPay dashboard.",
        shopperMessage:
          "This payment cannot be made right now. Please choose another payment method or contact the shop.",
      }
    )
    this.expected = input.expected
    this.received = input.received
  }
}

function describe(facts: MoneyFacts): string {
  return [facts.action, facts.id, facts.amount, facts.currency]
    .filter((part) => part !== undefined)
    .join(" ")
}
