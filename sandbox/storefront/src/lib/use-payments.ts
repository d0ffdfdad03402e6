import { createWolffPay, type WolffPay } from "medusa-plugin-wolffpay/storefront"
import { useLanguage } from "../i18n/use-language"
import type { Language } from "./language"
import { sdk } from "./store"

const made: Partial<Record<Language, WolffPay>> = {}

let starting: Promise<unknown> = Promise.resolve()

/**
 * Resolves when no payment is being started any more. Medusa keeps the session that came last, and two requests may overtake each
 * other on their way: whoever chooses another way to pay waits for the first one.
 */
export function startIsOver(): Promise<unknown> {
  return starting
}

function make(language: Language): WolffPay {
  const wolffpay = createWolffPay({ client: sdk.client, locale: language })
  return {
    ...wolffpay,
    startSession: (cartId) => {
      const started = wolffpay.startSession(cartId)
      starting = Promise.allSettled([starting, started])
      return started
    },
  }
}

/** Online payments in the shopper's language: one for the whole shop, and another after the language was changed. */
export function usePayments(): WolffPay {
  const { language } = useLanguage()
  return (made[language] ??= make(language))
}
