import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { Session } from "./session"

/** By session id, the merchant's number or Billink's. Throws 404. */
export function findSession(ctx: Context, key: string): Session {
  const session = ctx.state.sessions.find((one) =>
    [one.id, one.invoiceNumber, one.billinkNumber].includes(key)
  )
  if (!session) throw new Refusal(404, "Session not found")
  return session
}
