import { brandOf, digitsOf } from "./card-number"
import type { Values } from "./field-checks"
import { cleanIban } from "./iban"
import { methodOfCard, methodOfIban } from "./test-methods"
import type { PaymentMethod } from "./types"

/** What may leave the frame of what was typed: the name of a test payment method and what a receipt shows. */
export function paymentMethodOf(type: string, values: Values): PaymentMethod {
  const base = {
    object: "payment_method" as const,
    type,
    billing_details: {
      name: values["name"]?.trim() || null,
      email: values["email"]?.trim() || null,
    },
  }
  if (type === "card") {
    const digits = digitsOf(values["number"] ?? "")
    const [month = "", year = ""] = (values["expiry"] ?? "").split("/")
    return {
      ...base,
      id: methodOfCard(digits),
      card: {
        brand: brandOf(digits),
        last4: digits.slice(-4),
        exp_month: Number(month),
        exp_year: 2000 + Number(year),
      },
    }
  }
  if (type === "sepa_debit") {
    const iban = cleanIban(values["iban"] ?? "")
    return {
      ...base,
      id: methodOfIban(iban) ?? "",
      sepa_debit: { country: iban.slice(0, 2), last4: iban.slice(-4) },
    }
  }
  return { ...base, id: `pm_${type}` }
}
