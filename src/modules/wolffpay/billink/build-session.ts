import {
  type BillinkAdapter,
  type CreateSessionInput,
  type CustomerType,
  workflowNumberFor,
} from "../../../clients/billink"
import type { BillableAddress, BillableCart } from "./billable-cart"
import type { CartProblem } from "./cart-problems"
import { checkAddress } from "./check-address"
import { checkCustomer } from "./check-customer"
import type { Language } from "./language"
import { buildLines, InconsistentCartError, rateOf, type SessionLines } from "./session-lines"

/** Cents. */
export type AmountLimit = { minCents?: number; maxCents?: number }

/** By country code in capitals, then by customer type: `p` a consumer, `b` a company. */
export type BillinkLimits = Readonly<Record<string, { p?: AmountLimit; b?: AmountLimit }>>

export type SessionSettings = {
  adapter: BillinkAdapter
  /** ISO 3166-1 alpha-2, capitals. */
  countries: readonly string[]
  limits: BillinkLimits
  logoUrl?: string
}

export type BuildSessionInput = {
  cart: BillableCart
  /** Unique per attempt. */
  orderNumber: string
  returnUrls: CreateSessionInput["returnUrls"]
  language: Language
  settings: SessionSettings
}

export type BuiltSession =
  { ok: true; session: CreateSessionInput } | { ok: false; problems: CartProblem[] }

/**
 * From a cart to what Billink is asked to bill (facts 2.1, 4.1-4.4), or everything that stands in its way at once. Pure; in
 * integer cents. Nothing that a browser sent decides: the cart is the server's own.
 */
export function buildSession(input: BuildSessionInput): BuiltSession {
  const { cart, settings, language } = input
  const { adapter } = settings
  const billing = cart.billing_address ?? cart.shipping_address ?? {}
  const shipping = cart.shipping_address ?? billing
  const same = isSamePlace(billing, shipping)
  const prefix = same ? "" : "billing_address."
  const addressSettings = {
    countries: settings.countries,
    maxExtension: adapter.limits.houseExtension,
  }
  const customer = checkCustomer(cart, billing, prefix, adapter)
  const billed = checkAddress(billing, prefix, addressSettings)
  const delivered = same ? billed : checkAddress(shipping, "shipping_address.", addressSettings)
  const country = delivered.address.countryCode
  const money = checkMoney(cart, country, customer.customer.type, settings, language)

  const problems = [
    ...customer.problems,
    ...billed.problems,
    ...(same ? [] : delivered.problems),
    ...money.problems,
  ]
  if (problems.length > 0 || !money.lines) {
    return { ok: false, problems }
  }
  return {
    ok: true,
    session: {
      workflowNumber: workflowNumberFor(adapter, country, customer.customer.type),
      orderNumber: input.orderNumber,
      customer: customer.customer,
      billingAddress: billed.address,
      shippingAddress: delivered.address,
      ...money.lines,
      returnUrls: input.returnUrls,
      logoUrl: settings.logoUrl,
    },
  }
}

function checkMoney(
  cart: BillableCart,
  country: string,
  type: CustomerType,
  { adapter, limits }: SessionSettings,
  language: Language
): { lines?: SessionLines; problems: CartProblem[] } {
  if (cart.currency_code.toLowerCase() !== "eur") {
    return { problems: [{ field: "currency_code", reason: "currency" }] }
  }
  const problems: CartProblem[] = []
  const { vatRates } = adapter.limits
  const rows = vatRates ? [...(cart.items ?? []), ...(cart.shipping_methods ?? [])] : []
  if (rows.some((row) => row && !vatRates?.includes(Number(rateOf(row.tax_lines))))) {
    problems.push({ field: "tax_lines", reason: "vat_rate" })
  }
  const lines = tryLines(cart, adapter, language)
  if (!lines) {
    return { problems: [...problems, { field: "total", reason: "inconsistent" }] }
  }
  const { minCents, maxCents } = limits[country]?.[type] ?? {}
  if (lines.totalCents <= 0) {
    problems.push({ field: "total", reason: "empty" })
  } else if (minCents !== undefined && lines.totalCents < minCents) {
    problems.push({ field: "total", reason: "too_low", limitCents: minCents })
  } else if (maxCents !== undefined && lines.totalCents > maxCents) {
    problems.push({ field: "total", reason: "too_high", limitCents: maxCents })
  }
  return { lines, problems }
}

function tryLines(
  cart: BillableCart,
  adapter: BillinkAdapter,
  language: Language
): SessionLines | undefined {
  try {
    return buildLines(cart, adapter.limits, language)
  } catch (error) {
    if (error instanceof InconsistentCartError) {
      return undefined
    }
    throw error
  }
}

const PLACE = ["address_1", "address_2", "postal_code", "city", "country_code"] as const

function isSamePlace(one: BillableAddress, other: BillableAddress): boolean {
  const plain = (text: string | null | undefined) => (text ?? "").trim().toLowerCase()
  return one === other || PLACE.every((field) => plain(one[field]) === plain(other[field]))
}
