import type { JsonObject } from "../../shared/core/json"
import { FormError } from "../core/application-error"
import type { Settings } from "../core/settings"
import { isSafeUrl } from "../core/urls"
import { readAddress } from "./address-rules"
import { readCustomer } from "./customer-rules"
import { FormReader } from "./form-reader"
import type { ReturnUrls, SessionRequest } from "./session"
import { readTransaction } from "./transaction-rules"

const FIELDS = [
  "client",
  "customer",
  "billingAddress",
  "shippingAddress",
  "submerchant",
  "transaction",
]
const CLIENT_FIELDS = ["billinkUsername", "billinkID", "workflowNumber", "options", "returnURL"]
const URL_FIELDS = ["successURL", "failURL", "backURL", "cancelURL"]

/** 2.1: the whole form, or a {@link FormError} with everything that is wrong with it. */
export function parseSessionRequest(
  body: JsonObject,
  settings: Settings,
  taken: (invoiceNumber: string) => boolean
): SessionRequest {
  const form = new FormReader(settings.extraFields)
  form.object(body, "", FIELDS)
  const client = form.object(body["client"], "client", CLIENT_FIELDS)
  form.text(client, "client", "billinkUsername")
  form.text(client, "client", "billinkID")
  const workflowNumber = form.text(client, "client", "workflowNumber", {
    pattern: /^\d{1,10}$/,
    says: "Wrong workflow number.",
  })
  readOptions(form, client["options"])
  const customer = readCustomer(form, body["customer"])
  const { countries } = settings
  const request: SessionRequest = {
    workflowNumber,
    returnUrls: readReturnUrls(form, client["returnURL"]),
    customer,
    billing: readAddress(form, body["billingAddress"], "billingAddress", countries),
    shipping:
      body["shippingAddress"] === undefined
        ? null
        : readAddress(form, body["shippingAddress"], "shippingAddress", countries),
    ...readTransaction(form, body["transaction"], customer.type, settings, taken),
  }
  if (form.problems.length > 0) throw new FormError(form.problems)
  return request
}

function readReturnUrls(form: FormReader, value: unknown): ReturnUrls {
  const path = "client.returnURL"
  const given = form.object(value, path, URL_FIELDS)
  const url = (name: string): string => {
    const text = form.text(given, path, name, { max: 2000 })
    if (text !== "" && !isSafeUrl(text)) {
      form.refuse(`${path}.${name}`, "This value should be an https address.")
    }
    return text
  }
  return {
    success: url("successURL"),
    fail: url("failURL"),
    back: url("backURL"),
    cancel: url("cancelURL"),
  }
}

function readOptions(form: FormReader, value: unknown): void {
  if (value === undefined) return
  const path = "client.options"
  const logo = form.text(form.object(value, path, ["logoURL"]), path, "logoURL", {
    max: 2000,
    optional: true,
  })
  if (logo !== "" && !isSafeUrl(logo)) {
    form.refuse(`${path}.logoURL`, "This value should be an https address.")
  }
}
