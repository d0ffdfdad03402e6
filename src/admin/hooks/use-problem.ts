import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { isShutOut, isUnknownOutcome, messageOf, Refusal } from "../lib/sdk"
import { useText } from "./use-text"

/**
 * What went wrong, in words for the clerk: the server's own English only where Medusa refused without a code. Of `money` no
 * answer says that nothing happened, and asking again is safe; a `reader` at this browser has words of its own.
 */
export function useProblem(about?: "money" | "reader") {
  const { t, money } = useText()
  const { i18n } = useTranslation("wolffpay")
  return useCallback(
    (error: unknown): string => {
      // Before its code: a refusal's words may say that nothing was charged, and this one does not know.
      const isAnswer = error instanceof Refusal
      if (isAnswer && isShutOut(error)) {
        return t(error.status === 401 ? "error.signIn" : "error.notAllowed")
      }
      if (about === "reader" && !isAnswer) {
        return messageOf(error)
      }
      if (!isAnswer || isUnknownOutcome(error)) {
        return t(
          about === "money" ? "error.unclear" : isAnswer ? "error.server" : "error.connection"
        )
      }
      const { code, details, message } = error
      if (!code || !i18n.exists(`wolffpay:refusal.${code}`)) {
        return message
      }
      const currency = typeof details.currency_code === "string" ? details.currency_code : "eur"
      // The only numbers in there are amounts.
      const wordOf = (fact: unknown) =>
        typeof fact === "number"
          ? money(fact, currency)
          : Array.isArray(fact)
            ? fact.join(", ")
            : fact
      const facts = Object.entries(details).map(([name, fact]) => [name, wordOf(fact)])
      return t(`refusal.${code}`, { ...(Object.fromEntries(facts) as object), message })
    },
    [t, i18n, money, about]
  )
}
