import type { JsonObject } from "../../shared/core/json"
import type { Refusal } from "../../shared/core/refusal"
import type { ApiAnswer } from "../api/api-answer"
import type { ApiCall, Endpoint } from "../api/api-call"
import { admitWithCode } from "../api/credentials"
import { ApplicationError } from "../core/application-error"
import { centsOfXml } from "../core/money"
import type { InvoiceResult } from "../orders/invoice-calls"
import { creditOne, payOne, startOne } from "../orders/invoice-calls"
import { findOrder } from "../orders/order-book"
import { statusOf } from "../orders/order-status"
import { buildXml, parseXml } from "./xml"

type Item = Record<string, string>

interface Legacy {
  actions: readonly string[]
  fields: readonly string[]
  rule: string
  /** When there is not a single invoice. */
  none: string
  max?: { count: number; code: string }
  answer: (call: ApiCall, items: Item[]) => { message: JsonObject; code: string | null }
}

const startWorkflow: Legacy = {
  actions: ["activate order"],
  fields: ["INVOICENUMBER", "WORKFLOWNUMBER", "TRACKANDTRACE"],
  rule: "2.4",
  none: "705",
  max: { count: 10, code: "708" },
  answer(call, items) {
    const results = items.map((item) => startOne(call, numberOf(item)))
    const CODE = call.ctx.state.settings.successCode
    return { message: { CODE, STATUSES: { ITEM: results.map(itemOf) } }, code: codeOf(results) }
  },
}

const credit: Legacy = {
  actions: ["credit", "refund"],
  fields: ["INVOICENUMBER", "CREDITAMOUNT", "DESCRIPTION", "WORKFLOWNUMBER"],
  rule: "2.5",
  none: "705",
  answer(call, items) {
    const results = items.map((item) =>
      creditOne(call, numberOf(item), {
        amount: centsOfXml(item["CREDITAMOUNT"]),
        description: item["DESCRIPTION"] ?? "",
      })
    )
    return { message: { STATUSES: { ITEM: results.map(itemOf) } }, code: codeOf(results) }
  },
}

const payment: Legacy = {
  actions: ["payment"],
  fields: ["INVOICENUMBER", "AMOUNT", "DESCRIPTION", "WORKFLOWNUMBER"],
  rule: "2.6",
  none: "420",
  answer(call, items) {
    const results = items.map((item) =>
      payOne(call, numberOf(item), {
        amount: centsOfXml(item["AMOUNT"]),
        description: item["DESCRIPTION"] ?? "",
      })
    )
    return { message: { INVOICES: { ITEM: results.map(itemOf) } }, code: codeOf(results) }
  },
}

const status: Legacy = {
  actions: ["status"],
  fields: ["INVOICENUMBER", "WORKFLOWNUMBER"],
  rule: "2.9",
  none: "420",
  max: { count: 100, code: "110" },
  answer({ ctx }, items) {
    const INVOICE = items.map((item) => {
      const number = numberOf(item)
      const { status, description, paidOut } = statusOf(ctx, findOrder(ctx, number))
      const invoice = { INVOICENUMBER: number, STATUS: status, DESCRIPTION: description }
      return paidOut ? { ...invoice, PAIDOUT: "1" } : invoice
    })
    return { message: { CODE: "200", INVOICES: { INVOICE } }, code: "200" }
  },
}

/** The legacy calls that still work for the orders of sessions (2). */
export const xmlEndpoints: Readonly<Record<string, Endpoint>> = {
  "/v1/client/start-workflow": endpoint(startWorkflow),
  "/v1/client/credit": endpoint(credit),
  "/v1/client/payment": endpoint(payment),
  "/v1/client/status": endpoint(status),
}

function endpoint(legacy: Legacy): Endpoint {
  const { rule } = legacy
  return {
    refuse: refuseInXml,
    run(call) {
      if (!/^(text|application)\/xml\s*(;|$)/i.test(call.contentType ?? "")) {
        throw new ApplicationError("601", "Content-Type must be text/xml", "1.3")
      }
      const { username, id, action, items } = parseXml(call.text)
      admitWithCode(call.ctx, username, id)
      if (!legacy.actions.includes(action.toLowerCase())) {
        throw new ApplicationError("103", "Unknown action", rule)
      }
      checkItems(legacy, items)
      const { message, code } = legacy.answer(call, items)
      return xmlAnswer({ RESULT: "MSG", MSG: message }, 200, code)
    },
  }
}

function checkItems({ none, max, fields, rule }: Legacy, items: readonly Item[]): void {
  if (items.length === 0 || items.some((item) => numberOf(item) === "")) {
    throw new ApplicationError(none, "No invoices given", rule)
  }
  if (max && items.length > max.count) {
    throw new ApplicationError(max.code, `More than ${max.count} invoices`, rule)
  }
  const unknown = items.flatMap((item) => Object.keys(item)).find((name) => !fields.includes(name))
  if (unknown !== undefined) throw new ApplicationError("601", `Unknown field ${unknown}`, rule)
}

function refuseInXml(refusal: Refusal): ApiAnswer {
  const known = refusal instanceof ApplicationError
  const CODE = known ? refusal.code : "603"
  const ERROR = { CODE, DESCRIPTION: refusal.message }
  return xmlAnswer({ RESULT: "ERROR", ERROR }, known ? 200 : refusal.status, CODE)
}

function xmlAnswer(content: JsonObject, status: number, code: string | null): ApiAnswer {
  return { status, type: "text/xml", text: buildXml(content), code }
}

function numberOf(item: Item): string {
  return item["INVOICENUMBER"] ?? ""
}

function itemOf({ invoiceNumber, message, code }: InvoiceResult): JsonObject {
  return { INVOICENUMBER: invoiceNumber, MESSAGE: message, CODE: code }
}

function codeOf(results: readonly InvoiceResult[]): string | null {
  return results[0]?.code ?? null
}
