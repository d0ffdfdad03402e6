import { onlyFields } from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import { parseJsonBody } from "../../shared/http/read-body"
import type { ApiCall } from "../api/api-call"
import { admitWithCode } from "../api/credentials"
import { ApplicationError } from "../core/application-error"

/** The body of an order call, with checked credentials and no field that is not known. */
export function readOrderBody(
  { ctx, text, contentType }: ApiCall,
  fields: readonly string[],
  rule: string
): JsonObject {
  const body = parseJsonBody(text, contentType, "1.3")
  admitWithCode(ctx, body["billinkUsername"], body["billinkID"])
  known(body, ["billinkUsername", "billinkID", ...fields], rule)
  return body
}

/** `invoices`: 705 for none, 420 without its number, which is the first of `fields`; no field that is not known. */
export function readInvoices(
  body: JsonObject,
  fields: readonly string[],
  rule: string,
  limit?: { max: number; code: string }
): JsonObject[] {
  const { invoices } = body
  if (!Array.isArray(invoices) || invoices.length === 0) {
    throw new ApplicationError("705", "No invoices given", rule)
  }
  if (limit && invoices.length > limit.max) {
    throw new ApplicationError(limit.code, `More than ${limit.max} invoices`, rule)
  }
  return invoices.map((invoice: unknown) => {
    if (!isJsonObject(invoice)) throw new ApplicationError("705", "Not an invoice", rule)
    known(invoice, fields, rule)
    const number = invoice[fields[0] ?? ""]
    if (typeof number !== "string" || number === "") {
      throw new ApplicationError("420", "Invoice number missing", rule)
    }
    return invoice
  })
}

function known(body: JsonObject, fields: readonly string[], rule: string): void {
  try {
    onlyFields(body, fields, rule)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new ApplicationError("603", error.message, rule)
  }
}
