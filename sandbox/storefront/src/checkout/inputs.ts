import type { InputHTMLAttributes } from "react"
import type { BusinessField, FieldName } from "../lib/address"

/** What browsers and telephones fill in by themselves, and which keyboard they show. */
export const INPUTS: Record<FieldName | BusinessField, InputHTMLAttributes<HTMLInputElement>> = {
  email: { type: "email", inputMode: "email", autoComplete: "email", required: true },
  first_name: { autoComplete: "given-name", required: true },
  last_name: { autoComplete: "family-name", required: true },
  address_1: { autoComplete: "address-line1", required: true },
  postal_code: { autoComplete: "postal-code", autoCapitalize: "characters", required: true },
  city: { autoComplete: "address-level2", required: true },
  company: { autoComplete: "organization", required: true },
  company_number: { autoComplete: "off", inputMode: "numeric", maxLength: 25 },
  vat_number: { autoComplete: "off", autoCapitalize: "characters", maxLength: 25 },
  phone: { type: "tel", inputMode: "tel", autoComplete: "tel" },
}
