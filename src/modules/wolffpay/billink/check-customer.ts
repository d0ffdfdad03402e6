import type { BillinkAdapter, SessionCustomer } from "../../../clients/billink"
import type { BillableAddress, BillableCart } from "./billable-cart"
import type { CartProblem } from "./cart-problems"
import { toBillinkPhone } from "./phone"
import { shorten } from "./session-lines"

const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/

export type CheckedCustomer = { customer: SessionCustomer; problems: CartProblem[] }

/**
 * Who is billed: the billing address, and the delivery address's phone where that one has none. A company makes it B2B
 * (facts 4.2); its numbers are taken where the shop collects them, in the metadata of the address or the cart.
 */
export function checkCustomer(
  cart: BillableCart,
  billing: BillableAddress,
  prefix: string,
  adapter: BillinkAdapter
): CheckedCustomer {
  const problems: CartProblem[] = []
  const add = (field: string, reason: "missing" | "invalid") => problems.push({ field, reason })
  const required = (field: "first_name" | "last_name") => {
    const value = shorten(billing[field] ?? "", 100)
    if (value === "") {
      add(`${prefix}${field}`, "missing")
    }
    return value
  }
  const firstName = required("first_name")
  const lastName = required("last_name")

  const email = (cart.email ?? "").trim()
  if (!EMAIL.test(email)) {
    add("email", email === "" ? "missing" : "invalid")
  }
  const phone = (billing.phone ?? "").trim() || (cart.shipping_address?.phone ?? "").trim()
  const country = billing.country_code ?? cart.shipping_address?.country_code ?? ""
  const mobile = toBillinkPhone(phone, country, adapter.customerFields.phoneFormat)
  if (mobile === undefined) {
    add(`${prefix}phone`, phone === "" ? "missing" : "invalid")
  }
  const customer = { firstName, lastName, email, mobile: mobile ?? "" }

  const company = shorten(billing.company ?? "", adapter.limits.company)
  if (company === "") {
    return { customer: { ...customer, type: "p" }, problems }
  }
  if ([...company].length < 2) {
    add(`${prefix}company`, "invalid")
  }
  const companyNumber = metadataOf(cart, billing, "company_number")
  if (companyNumber !== undefined && !/^[A-Za-z0-9 ./-]{5,25}$/.test(companyNumber)) {
    add("company_number", "invalid")
  }
  const vatNumber = metadataOf(cart, billing, "vat_number")
  if (vatNumber !== undefined && !/^[A-Za-z]{2}[A-Za-z0-9 .-]{2,20}$/.test(vatNumber)) {
    add("vat_number", "invalid")
  }
  return { customer: { ...customer, type: "b", company, companyNumber, vatNumber }, problems }
}

function metadataOf(cart: BillableCart, billing: BillableAddress, key: string): string | undefined {
  const value = [billing.metadata?.[key], cart.metadata?.[key]].find(
    (candidate) => candidate !== undefined && candidate !== null && candidate !== ""
  )
  return typeof value === "string" || typeof value === "number"
    ? String(value).trim() || undefined
    : undefined
}
