import { type BillinkCaller, call, type CallOptions } from "./call"
import type { BillinkSessionId } from "./ids"

/** 2.2 and S2, and whatever else Billink may say: what an unknown one means is the caller's to decide (7.9). */
export const SESSION_STATUSES = [
  "session_active",
  "session_expired",
  "order_created",
  "cancelled",
  "failed",
] as const
export type KnownSessionStatus = (typeof SESSION_STATUSES)[number]
export type SessionStatus = KnownSessionStatus | (string & {})

export function isKnownSessionStatus(status: string): status is KnownSessionStatus {
  return SESSION_STATUSES.some((known) => known === status)
}

/**
 * 2.2. What became of a session. Only reads, so it is tried again by itself.
 * @throws BillinkRefusedError when Billink does not know the session, or ApiError
 */
export async function sessionStatus(
  caller: BillinkCaller,
  sessionId: BillinkSessionId,
  options: CallOptions
): Promise<SessionStatus> {
  const { username, id } = caller.credentials
  return await call<SessionStatus>(
    caller,
    {
      path: caller.adapter.paths.sessionStatus,
      json: { billinkUsername: username, billinkID: id, sessionID: sessionId },
      reads: true,
      scope: "session",
      read: ({ body, verdict }) => {
        // `status` is both the envelope's word and the session's; "error" and "success" are never a session's.
        const status = body.sessionstatus ?? body.status
        return verdict === "unclear" && typeof status === "string" && status.trim() !== ""
          ? { ok: true, value: status.trim().toLowerCase() }
          : verdict === "ok" && typeof body.sessionstatus === "string"
            ? { ok: true, value: body.sessionstatus.trim().toLowerCase() }
            : { ok: false, problem: "no status" }
      },
    },
    options
  )
}
