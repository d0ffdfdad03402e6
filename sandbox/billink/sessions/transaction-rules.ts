import { euros } from "../core/money"
import type { Settings } from "../core/settings"
import type { FormReader } from "./form-reader"
import { readLines, taxOf } from "./line-rules"
import type { CustomerType, SessionRequest } from "./session"

const FIELDS = [
  "totalAmount",
  "totalTaxAmount",
  "purchaseCountry",
  "purchaseCurrency",
  "orderNumber",
  "orderItems",
  "customInvoiceID",
]

const PATH = "transaction"
/** Legacy codes 434, 436 and 439 (4.5). */
const ORDER_NUMBER = /^[A-Za-z0-9_-]+$/

type Transaction = Pick<
  SessionRequest,
  "invoiceNumber" | "customInvoiceId" | "lines" | "total" | "totalTax"
>

/** 2.1, 4.4, 4.5: what is sold. `taken` tells whether a number was used before, whatever became of it. */
export function readTransaction(
  form: FormReader,
  value: unknown,
  type: CustomerType,
  settings: Settings,
  taken: (invoiceNumber: string) => boolean
): Transaction {
  const given = form.object(value, PATH, FIELDS)
  const invoiceNumber = form.text(given, PATH, "orderNumber", {
    max: 50,
    pattern: ORDER_NUMBER,
    says: "An order number has letters, digits, _ and - only.",
  })
  if (invoiceNumber !== "" && taken(invoiceNumber)) {
    form.refuse(`${PATH}.orderNumber`, "This order number already exists (403).")
  }
  const country = form.text(given, PATH, "purchaseCountry", { max: 2 })
  if (country !== "" && !settings.countries.includes(country)) {
    form.refuse(`${PATH}.purchaseCountry`, "This country is not served.")
  }
  const currency = form.text(given, PATH, "purchaseCurrency", { max: 3 })
  if (currency !== "" && currency !== "EUR") {
    form.refuse(`${PATH}.purchaseCurrency`, "Billink takes EUR only.")
  }
  const transaction: Transaction = {
    invoiceNumber,
    customInvoiceId:
      form.text(given, PATH, "customInvoiceID", { max: 100, optional: true }) || null,
    lines: readLines(form, given["orderItems"], settings),
    total: form.cents(given, PATH, "totalAmount"),
    totalTax: form.cents(given, PATH, "totalTaxAmount"),
  }
  checkSums(form, transaction)
  checkMaximum(form, transaction.total, type, settings)
  return transaction
}

function checkSums(form: FormReader, { lines, total, totalTax }: Transaction): void {
  if (total <= 0) form.refuse(`${PATH}.totalAmount`, "This value should be greater than 0.")
  const sum = lines.reduce((all, line) => all + line.total, 0)
  if (sum !== total) {
    form.refuse(`${PATH}.totalAmount`, `The lines sum to ${euros(sum)}, not to ${euros(total)}.`)
  }
  const tax = lines.reduce((all, line) => all + taxOf(line.total, line.taxRate), 0)
  // Every line may have been rounded by itself.
  if (Math.abs(tax - totalTax) > Math.max(lines.length, 1)) {
    form.refuse(
      `${PATH}.totalTaxAmount`,
      `The lines hold ${euros(Math.round(tax))} VAT, not ${euros(totalTax)}.`
    )
  }
}

function checkMaximum(
  form: FormReader,
  total: number,
  type: CustomerType,
  { maximumPrivate, maximumBusiness }: Settings
): void {
  const maximum = type === "b" ? maximumBusiness : maximumPrivate
  if (maximum !== null && total > maximum) {
    form.refuse(`${PATH}.totalAmount`, `The amount is higher than agreed: ${euros(maximum)} (429).`)
  }
}
