import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import { ApplicationError } from "../core/application-error"
import type { Context } from "../core/context"
import { sameAccount } from "../core/account"

const RULE = "1.3"

/** Session and registration endpoints: 400 for a missing one, 404 for an unknown pair, 403 for an account that is closed. */
export function admitWithStatus(ctx: Context, body: JsonObject): void {
  const { billinkUsername: username, billinkID: id } = body
  if (!isFilled(username)) throw new Refusal(400, "billinkUsername should not be blank.", RULE)
  if (!isFilled(id)) throw new Refusal(400, "billinkID should not be blank.", RULE)
  if (!sameAccount({ username, id }, ctx.account)) {
    throw new Refusal(404, "Client not found for this id and username.", RULE)
  }
  if (!ctx.state.settings.accountActive) throw new Refusal(403, "Access denied.")
}

/** Order endpoints: 101 for a missing one, 102 for an unknown pair (2.4). */
export function admitWithCode(ctx: Context, username: unknown, id: unknown): void {
  if (!isFilled(username) || !isFilled(id)) {
    throw new ApplicationError("101", "Unknown username or id", RULE)
  }
  if (!sameAccount({ username, id }, ctx.account)) {
    throw new ApplicationError("102", "Unknown username or id", RULE)
  }
  if (!ctx.state.settings.accountActive) throw new ApplicationError("102", "Access denied")
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== ""
}
