import type { CustomerType } from "./adapter"
import { type BillinkCaller, call, type CallOptions, type Reading } from "./call"
import type { Envelope } from "./envelope"
import { BillinkInvalidInputError } from "./errors"
import { readExpiry } from "./expiry"
import {
  type BillinkInvoiceNumber,
  type BillinkSessionId,
  isBillinkInvoiceNumber,
  isOrderNumber,
  isSessionId,
} from "./ids"
import { buildSessionBody } from "./session-body"

export type SessionCustomer = {
  type: CustomerType
  firstName: string
  lastName: string
  email: string
  /** As the adapter's phone format says. */
  mobile: string
  company?: string
  companyNumber?: string
  vatNumber?: string
}

export type SessionAddress = {
  street: string
  houseNumber: string
  houseExtension: string
  postalCode: string
  city: string
  /** ISO 3166-1 alpha-2, capitals. */
  countryCode: string
}

/** Cents, VAT included. `rowCents` = `unitCents` × `quantity`. */
export type SessionLine = {
  code: string
  name: string
  description: string
  unitCents: number
  rowCents: number
  /** VAT in one unit. */
  unitTaxCents: number
  /** A percentage: "21", "9", "0". */
  taxRate: string
  quantity: number
}

export type CreateSessionInput = {
  workflowNumber: string
  /** Unique per attempt: re-use after a failed session is not documented (facts 7.16). */
  orderNumber: string
  customer: SessionCustomer
  billingAddress: SessionAddress
  shippingAddress: SessionAddress
  /** Cents, VAT included. */
  totalCents: number
  totalTaxCents: number
  lines: readonly SessionLine[]
  returnUrls: { success: string; fail: string; back: string; cancel: string }
  logoUrl?: string
}

export type CreatedSession = {
  sessionId: BillinkSessionId
  /** Where the shopper's browser goes; https, or http on this machine. */
  sessionUrl: string
  invoiceNumber: BillinkInvoiceNumber
  expiresAt: Date
  customerId?: string
  customInvoiceId?: string
}

/**
 * 2.1. Registers what a shopper is about to buy. After a BillinkUnknownOutcomeError try again with another order number.
 * @throws BillinkInvalidInputError, BillinkRefusedError, BillinkUnknownOutcomeError, ApiError
 */
export async function createSession(
  caller: BillinkCaller,
  input: CreateSessionInput,
  options: CallOptions
): Promise<CreatedSession> {
  const path = caller.adapter.paths.createSession
  if (!isOrderNumber(input.orderNumber)) {
    const limit = "must be 1-50 letters, digits, _ or -"
    throw new BillinkInvalidInputError({ path, field: "orderNumber", limit })
  }
  const sum = input.lines.reduce((total, line) => total + line.rowCents, 0)
  if (sum !== input.totalCents || input.totalCents <= 0) {
    const limit = "must be positive and the sum of the lines"
    throw new BillinkInvalidInputError({ path, field: "totalCents", limit })
  }
  return await call(
    caller,
    {
      path,
      json: buildSessionBody(input, caller.adapter, caller.credentials),
      reads: false,
      scope: "session",
      read: (envelope) => readSession(envelope, caller),
    },
    options
  )
}

function readSession(envelope: Envelope, caller: BillinkCaller): Reading<CreatedSession> {
  const { sessionid, sessionurl, invoice, expiresat, customerid, custominvoiceid } = envelope.body
  if (envelope.verdict === "error") {
    return { ok: false, problem: "an error" }
  }
  if (!isSessionId(sessionid)) {
    return { ok: false, problem: "no sessionID" }
  }
  if (!isBillinkInvoiceNumber(invoice)) {
    return { ok: false, problem: "no invoice" }
  }
  if (typeof sessionurl !== "string" || !isBrowserUrl(sessionurl)) {
    return { ok: false, problem: "no sessionURL that a browser may be sent to" }
  }
  return {
    ok: true,
    value: {
      sessionId: sessionid,
      sessionUrl: sessionurl,
      invoiceNumber: invoice,
      expiresAt: readExpiry(
        expiresat,
        caller.transport.clock(),
        caller.adapter.limits.sessionMinutes
      ),
      customerId: asText(customerid),
      customInvoiceId: asText(custominvoiceid),
    },
  }
}

/** A shopper is redirected there: nothing but a web address, and only this machine without TLS. */
function isBrowserUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const local = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url?.hostname ?? "")
  return url?.protocol === "https:" || (url?.protocol === "http:" && local)
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined
}
