import { euros } from "../core/money"
import type { Settings } from "../core/settings"
import type { FormReader } from "./form-reader"
import type { Line } from "./session"

const FIELDS = [
  "code",
  "name",
  "description",
  "totalProductAmount",
  "productAmount",
  "productTaxAmount",
  "taxRate",
  "quantity",
  "productIdentifiers",
]

const PATH = "transaction.orderItems"

/** 2.1 and 4.4: amounts of a line include VAT, `productTaxAmount` is the VAT of one piece. */
export function readLines(
  form: FormReader,
  value: unknown,
  settings: Pick<Settings, "vatRates" | "itemCodeLength">
): Line[] {
  if (!Array.isArray(value) || value.length === 0) {
    form.refuse(PATH, "This value should be a list with at least one item.")
    return []
  }
  return value.map((item: unknown, i) => readLine(form, item, `${PATH}[${i}]`, settings))
}

function readLine(
  form: FormReader,
  value: unknown,
  path: string,
  { vatRates, itemCodeLength }: Pick<Settings, "vatRates" | "itemCodeLength">
): Line {
  const given = form.object(value, path, FIELDS)
  const quantity = form.text(given, path, "quantity", {
    pattern: /^[1-9]\d{0,5}$/,
    says: "This value should be a whole number as a string.",
  })
  const line: Line = {
    code: form.text(given, path, "code", { max: itemCodeLength }),
    name: form.text(given, path, "name"),
    description: form.text(given, path, "description", { max: 1000, optional: true }),
    quantity: Number(quantity) || 0,
    unit: form.cents(given, path, "productAmount"),
    total: form.cents(given, path, "totalProductAmount"),
    unitTax: form.cents(given, path, "productTaxAmount"),
    taxRate: form.text(given, path, "taxRate", {
      pattern: /^\d{1,2}(\.\d{1,2})?$/,
      says: "This value should be a percentage as a string.",
    }),
  }
  checkArithmetic(form, path, line)
  if (vatRates && !vatRates.includes(line.taxRate)) {
    form.refuse(`${path}.taxRate`, `Use one of the values ${vatRates.join(", ")}.`)
  }
  return line
}

function checkArithmetic(form: FormReader, path: string, line: Line): void {
  if (line.unit * line.quantity !== line.total) {
    form.refuse(
      `${path}.totalProductAmount`,
      `${euros(line.total)} is not ${line.quantity} x ${euros(line.unit)}.`
    )
  }
  const tax = taxOf(line.unit, line.taxRate)
  if (Math.abs(tax - line.unitTax) > 1) {
    form.refuse(
      `${path}.productTaxAmount`,
      `${euros(line.unitTax)} is not the ${line.taxRate}% VAT in ${euros(line.unit)}.`
    )
  }
}

/** The VAT in an amount that includes it, in cents, not rounded. */
export function taxOf(cents: number, taxRate: string): number {
  const rate = Number(taxRate) || 0
  return (cents * rate) / (100 + rate)
}
