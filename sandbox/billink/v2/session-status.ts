import { onlyFields } from "../../shared/core/fields"
import { Refusal } from "../../shared/core/refusal"
import { parseJsonBody } from "../../shared/http/read-body"
import { jsonAnswer } from "../api/api-answer"
import type { Endpoint } from "../api/api-call"
import { admitWithStatus } from "../api/credentials"
import { refuseWithStatus } from "../api/refuse"

const RULE = "2.2"

/** 2.2: by session id, or by Billink's number. The answer holds the status and nothing else. */
export const sessionStatus: Endpoint = {
  refuse: refuseWithStatus,
  run({ ctx, text, contentType }) {
    const body = parseJsonBody(text, contentType, "1.3")
    admitWithStatus(ctx, body)
    onlyFields(body, ["billinkUsername", "billinkID", "sessionID", "billinkInvoiceNumber"], RULE)
    const { sessionID: id, billinkInvoiceNumber: number } = body
    if (typeof id !== "string" && typeof number !== "string") {
      throw new Refusal(400, "sessionID should not be blank.", RULE)
    }
    const session = ctx.state.sessions.find((one) =>
      typeof id === "string" ? one.id === id : one.billinkNumber === number
    )
    if (!session) throw new Refusal(404, "Session not found.")
    const { status } = session
    return jsonAnswer({
      status: status === "created" ? ctx.state.settings.statusBeforeOpening : status,
    })
  },
}
