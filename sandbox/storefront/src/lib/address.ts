import { dutchPostalCode } from "./postal-code"

/** The fields of the first step by Medusa's own names, in the order of the form. */
export const FIELDS = [
  "email",
  "first_name",
  "last_name",
  "address_1",
  "postal_code",
  "city",
  "phone",
] as const
export type FieldName = (typeof FIELDS)[number]
export type Details = Record<FieldName, string>
/** What a company adds; with the numbers as metadata of the address, where the plugin looks for them. */
export const BUSINESS_FIELDS = ["company", "company_number", "vat_number"] as const
export type BusinessField = (typeof BUSINESS_FIELDS)[number]
export type Business = Record<BusinessField, string>
export const NO_BUSINESS: Business = { company: "", company_number: "", vat_number: "" }

export type FieldProblem = "missing" | "email"

const OPTIONAL: readonly FieldName[] = ["phone"]
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What has to be mended before the cart can be sent, by field. */
export function problemsOf(details: Details): Partial<Record<FieldName, FieldProblem>> {
  const problems: Partial<Record<FieldName, FieldProblem>> = {}
  for (const name of FIELDS) {
    const value = details[name].trim()
    if (value === "" && !OPTIONAL.includes(name)) {
      problems[name] = "missing"
    } else if (name === "email" && !EMAIL.test(value)) {
      problems[name] = "email"
    }
  }
  return problems
}

export function firstProblem(problems: Partial<Record<FieldName, FieldProblem>>) {
  return FIELDS.find((name) => problems[name])
}

/** Without stray spaces, and a Dutch postal code as the post writes it. */
export function tidy(details: Details): Details {
  const tidied = { ...details }
  for (const name of FIELDS) {
    tidied[name] = details[name].trim()
  }
  tidied.postal_code = dutchPostalCode(tidied.postal_code) ?? tidied.postal_code
  return tidied
}

/** The part of an address that tells of a company; empty values take away what was there. */
export function businessAddress(business: Business) {
  const { company, ...numbers } = business
  const tidied = Object.entries(numbers).map(([name, value]) => [name, value.trim()] as const)
  return { company: company.trim(), metadata: Object.fromEntries(tidied) }
}

export function businessOf(address?: {
  company?: string | null
  metadata?: Record<string, unknown> | null
}): Business {
  const text = (value: unknown) => (typeof value === "string" ? value : "")
  return {
    company: address?.company ?? "",
    company_number: text(address?.metadata?.company_number),
    vat_number: text(address?.metadata?.vat_number),
  }
}
