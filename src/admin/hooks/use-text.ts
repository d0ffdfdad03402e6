import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount, localeOf } from "../lib/amount"

/** Words and numbers in the language that the admin is set to. */
export function useText() {
  const { t, i18n } = useTranslation("wolffpay")
  const { language } = i18n
  /** `amount` in minor units. */
  const money = useCallback(
    (amount: number, currency = "eur") => formatAmount(amount, currency, language),
    [language]
  )
  const moment = useCallback(
    (iso: string) =>
      new Intl.DateTimeFormat(localeOf(language), {
        dateStyle: "medium",
        timeStyle: "short",
      }).format(new Date(iso)),
    [language]
  )
  return { t, language, money, moment }
}
