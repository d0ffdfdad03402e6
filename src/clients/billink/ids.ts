/** Billink's id of a session. */
export type BillinkSessionId = string & { readonly __brand: "BillinkSessionId" }
/** The merchant's number of an order, `transaction.orderNumber`; Billink's webhooks call it the invoice number (4.5). */
export type OrderNumber = string & { readonly __brand: "OrderNumber" }
/** Billink's own number: the account's prefix and the merchant's number (4.5). */
export type BillinkInvoiceNumber = string & { readonly __brand: "BillinkInvoiceNumber" }

const SESSION_ID = /^[\x21-\x7e]{1,255}$/
const ORDER_NUMBER = /^[A-Za-z0-9_-]{1,50}$/
const INVOICE_NUMBER = /^[\x20-\x7e]{1,100}$/

export function isSessionId(value: unknown): value is BillinkSessionId {
  return typeof value === "string" && SESSION_ID.test(value)
}

/** 4.5: letters, digits, `_` and `-`, at most 50. */
export function isOrderNumber(value: unknown): value is OrderNumber {
  return typeof value === "string" && ORDER_NUMBER.test(value)
}

export function isBillinkInvoiceNumber(value: unknown): value is BillinkInvoiceNumber {
  return typeof value === "string" && INVOICE_NUMBER.test(value) && value.trim() !== ""
}

/** 3.2: webhooks may come with another case than the session's answer had. */
export function sameNumber(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase()
}

/** An account's prefix is a few characters (S2, S3). */
const MAX_PREFIX = 8

/**
 * Whether `told`, the merchant's number or Billink's, is the order that the merchant calls `orderNumber` (4.5). Billink's
 * samples differ in case and drop the hyphen (3.2), so neither counts.
 */
export function isNumberOf(orderNumber: string, told: string): boolean {
  const ours = plain(orderNumber)
  const theirs = plain(told)
  return ours !== "" && theirs.endsWith(ours) && theirs.length - ours.length <= MAX_PREFIX
}

function plain(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, "")
}
