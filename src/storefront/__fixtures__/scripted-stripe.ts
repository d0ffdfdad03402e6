import type { Stripe, StripeElements } from "@stripe/stripe-js"

export type IntentView = { status: string; last_payment_error?: unknown }
type Look = { paymentIntent: IntentView } | { error: unknown } | Error

export const intent = (status: string, last_payment_error: unknown = null) => ({
  paymentIntent: { status, last_payment_error },
})
export const cardError = {
  type: "card_error",
  code: "card_declined",
  message: "Your card has insufficient funds.",
}

/** A Stripe of which only what the module uses is there; looks are answered in turn, the last one for good. */
export class ScriptedStripe {
  readonly looks: string[] = []
  readonly confirmations: unknown[] = []
  confirmAnswer: unknown = intent("succeeded")
  submitAnswer: unknown = {}

  constructor(private readonly script: Look[] = [intent("requires_payment_method")]) {}

  get stripe(): Stripe {
    const own = {
      retrievePaymentIntent: async (secret: string) => {
        this.looks.push(secret)
        const answer = this.script.length > 1 ? this.script.shift() : this.script[0]
        if (answer instanceof Error) {
          throw answer
        }
        return answer
      },
      confirmPayment: async (input: unknown) => {
        this.confirmations.push(input)
        return this.confirmAnswer
      },
    }
    return own as unknown as Stripe
  }

  get elements(): StripeElements {
    return { submit: async () => this.submitAnswer } as unknown as StripeElements
  }
}
