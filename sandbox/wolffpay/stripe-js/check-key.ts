import { stripeAccountId, stripePublishableKey } from "../api/account-routes"
import type { Mode } from "../core/api-key"
import type { JsonObject } from "../../shared/core/json"
import { StripeRefusal } from "./stripe-error"

/**
 * W10, W11: the platform's key works only together with the account it is meant for. Without the account, or with
 * another one, it is an invalid key: exactly what a storefront that forgot `stripeAccount` gets to see.
 */
export function checkKey(body: JsonObject): Mode {
  const key = typeof body["key"] === "string" ? body["key"] : ""
  const account = body["stripeAccount"]
  const mode = (["test", "live"] as const).find((one) => stripePublishableKey(one) === key)
  if (!mode) throw invalidKey(key)
  if (account !== stripeAccountId(mode)) throw invalidKey(key, "W11")
  return mode
}

function invalidKey(key: string, rule?: string): StripeRefusal {
  const shown = /^(pk_(?:test|live)_).+(.{4})$/.exec(key)
  const masked = shown ? `${shown[1]}****${shown[2]}` : "****"
  return new StripeRefusal(
    401,
    { type: "invalid_request_error", message: `Invalid API Key provided: ${masked}` },
    rule
  )
}
