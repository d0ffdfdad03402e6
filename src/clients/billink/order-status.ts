import { type BillinkCaller, call, type CallOptions, type Reading } from "./call"
import type { Envelope, Lowered } from "./envelope"
import { toCents } from "./money"
import { codeOf, itemOf } from "./order-items"
import { checkedNumber, viaJson, viaXml } from "./orders"

/** 2.9: -1, 0, 1, 2 of the list that is known; anything else is kept as it came. */
export type OrderState = "not_found" | "unpaid" | "paid" | "open" | (string & {})

export type OrderStatus = {
  state: OrderState
  /** Name of the workflow's current step; for people. */
  description?: string
  /** Whether the merchant has been paid out; only ever seen as true. */
  paidOut: boolean
  /** Cents that the customer still owes; undefined when Billink does not say (7.8). */
  outstandingCents?: number
  /** Cents that were credited in all; undefined when Billink does not say (7.8). */
  creditedCents?: number
  /** As Billink gave it. */
  raw: unknown
}

const STATES: Readonly<Record<string, OrderState>> = {
  "-1": "not_found",
  "0": "unpaid",
  "1": "paid",
  "2": "open",
}

/**
 * 2.9. What Billink knows of an order. Only reads, so it is tried again by itself. An order that Billink does not know is
 * the state `not_found`, not an error.
 * @throws BillinkRefusedError, ApiError
 */
export async function orderStatus(
  caller: BillinkCaller,
  orderNumber: string,
  options: CallOptions
): Promise<OrderStatus> {
  const { adapter } = caller
  const v2 = adapter.paths.orderStatus
  const path = v2 ?? adapter.paths.orderStatusV1
  const number = checkedNumber(orderNumber, path)
  const sent =
    v2 === undefined
      ? viaXml(caller, path, adapter.xml.orderStatusAction, { INVOICENUMBER: number })
      : viaJson(caller, path, undefined, { [adapter.fields.invoiceRef]: number })
  return await call(
    caller,
    {
      ...sent,
      reads: true,
      scope: "order",
      read: (envelope) => readStatus(envelope, number, caller),
    },
    options
  )
}

function readStatus(
  envelope: Envelope,
  number: string,
  { adapter: { fields } }: BillinkCaller
): Reading<OrderStatus> {
  const item = itemOf(envelope, number)
  const state = item && envelope.verdict !== "error" && textOf(find(item, fields.orderState))
  if (!item || !state) {
    return ["-1", "704"].includes(codeOf(envelope, number) ?? "")
      ? { ok: true, value: { state: "not_found", paidOut: false, raw: envelope.raw } }
      : { ok: false, problem: "no status of this order" }
  }
  const paidOut = textOf(find(item, fields.paidOut))?.toLowerCase()
  return {
    ok: true,
    value: {
      state: STATES[state] ?? state,
      description: textOf(find(item, fields.description)),
      paidOut: paidOut === "1" || paidOut === "true",
      outstandingCents: toCents(find(item, fields.outstanding)),
      creditedCents: toCents(find(item, fields.credited)),
      raw: envelope.raw,
    },
  }
}

function find(item: Lowered, names: readonly string[]): unknown {
  const found = names.map((name) => item[name.toLowerCase().replace(/_/g, "")])
  return found.find((value) => value !== undefined && value !== null && value !== "")
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined
}
