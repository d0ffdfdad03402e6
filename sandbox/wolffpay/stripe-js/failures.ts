import type { Language } from "../../shared/page/language"

interface Failure {
  type: "card_error" | "invalid_request_error"
  code: string
  decline_code?: string
  message: Readonly<Record<Language, string>>
}

const DECLINED = { en: "Your card was declined.", nl: "Je kaart is geweigerd." }

const declined = (decline_code: string, message = DECLINED): Failure => ({
  type: "card_error",
  code: "card_declined",
  decline_code,
  message,
})

const cardError = (code: string, en: string, nl: string): Failure => ({
  type: "card_error",
  code,
  message: { en, nl },
})

/** Why an attempt fails, with Stripe's codes; what the shopper reads in both languages. */
const FAILURES = {
  generic_decline: declined("generic_decline"),
  insufficient_funds: declined("insufficient_funds", {
    en: "Your card has insufficient funds.",
    nl: "Er staat niet genoeg geld op je kaart.",
  }),
  lost_card: declined("lost_card"),
  stolen_card: declined("stolen_card"),
  test_mode_live_card: declined("test_mode_live_card", {
    en: "Your card was declined. This shop is in test mode: use a test card.",
    nl: "Je kaart is geweigerd. Deze winkel staat in de testmodus: gebruik een testkaart.",
  }),
  expired_card: cardError("expired_card", "Your card has expired.", "Je kaart is verlopen."),
  incorrect_cvc: cardError(
    "incorrect_cvc",
    "Your card's CVC code is incorrect.",
    "De CVC-code van je kaart klopt niet."
  ),
  processing_error: cardError(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    "Bij het verwerken van je kaart ging iets mis. Probeer het zo nog eens."
  ),
  authentication: {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message: {
      en: "We could not confirm your payment. Try again, or choose another way to pay.",
      nl: "We konden je betaling niet bevestigen. Probeer het opnieuw of kies een andere betaalmethode.",
    },
  },
  payment: {
    type: "invalid_request_error",
    code: "payment_intent_payment_attempt_failed",
    message: {
      en: "The payment failed. Try again, or choose another way to pay.",
      nl: "De betaling is mislukt. Probeer het opnieuw of kies een andere betaalmethode.",
    },
  },
} as const satisfies Readonly<Record<string, Failure>>

export type FailureName = keyof typeof FAILURES

export function isFailureName(name: string | null | undefined): name is FailureName {
  return typeof name === "string" && Object.hasOwn(FAILURES, name)
}

/** The failure in Stripe's shape. */
export function failureError(name: string | null | undefined, language: Language) {
  const failure: Failure = FAILURES[isFailureName(name) ? name : "payment"]
  return { ...failure, message: failure.message[language] }
}
