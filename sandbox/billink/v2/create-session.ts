import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import { parseJsonBody } from "../../shared/http/read-body"
import { jsonAnswer } from "../api/api-answer"
import type { Endpoint } from "../api/api-call"
import { refuseForm } from "../api/refuse"
import { sameAccount } from "../core/account"
import { amsterdamTime } from "../core/amsterdam-time"
import type { Context } from "../core/context"
import { addSession } from "../sessions/session-book"
import { parseSessionRequest } from "../sessions/session-request"

/** 2.1 */
export const createSession: Endpoint = {
  refuse: refuseForm,
  run({ ctx, text, contentType }) {
    const body = parseJsonBody(text, contentType, "1.3")
    checkClient(ctx, body)
    const { settings, sessions } = ctx.state
    const taken = (number: string) =>
      sessions.some((one) => one.invoiceNumber.toLowerCase() === number.toLowerCase())
    const session = addSession(ctx, parseSessionRequest(body, settings, taken))
    return jsonAnswer({
      status: "success",
      sessionID: session.id,
      sessionURL: sessionUrl(ctx, session.id),
      invoice: session.billinkNumber,
      expiresAt:
        settings.expiresAtFormat === "amsterdam"
          ? amsterdamTime(session.expiresAt)
          : new Date(session.expiresAt).toISOString(),
      customerID: session.customerId,
      customInvoiceID: session.customInvoiceId,
    })
  },
}

export function sessionUrl(ctx: Context, id: string): string {
  return `${ctx.publicUrl}/sandbox/billink/session/${id}`
}

/** 404 and 403 before anything of the form is judged; a blank credential is a mistake in the form. */
function checkClient(ctx: Context, { client }: JsonObject): void {
  if (!isJsonObject(client)) return
  const { billinkUsername: username, billinkID: id } = client
  if (typeof username !== "string" || typeof id !== "string" || !username || !id) return
  if (!sameAccount({ username, id }, ctx.account)) {
    throw new Refusal(404, "Client not found for this id and username.", "1.3")
  }
  if (!ctx.state.settings.accountActive) throw new Refusal(403, "Access denied.")
}
