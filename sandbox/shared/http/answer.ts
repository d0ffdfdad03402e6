import type { ServerResponse } from "node:http"
import { Refusal } from "../core/refusal"

export interface Answer {
  status: number
  body: unknown
  headers?: Readonly<Record<string, string>>
}

/** The error envelope: WolffPay's (W4), and that of every switchboard. */
export function refusalAnswer(refusal: Refusal): Answer {
  return {
    status: refusal.status,
    body: { success: false, error: refusal.message },
    headers: refusal.headers,
  }
}

/** Every failure becomes an answer; only those that we did not foresee are told to the log. */
export function failureAnswer(error: unknown, log: (line: string) => void): Answer {
  if (error instanceof Refusal) return refusalAnswer(error)
  log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return { status: 500, body: { success: false, error: "Internal server error" } }
}

export function sendJson(res: ServerResponse, answer: Answer): void {
  sendText(res, answer.status, JSON.stringify(answer.body), {
    "Content-Type": "application/json; charset=utf-8",
    ...answer.headers,
  })
}

export function sendText(
  res: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>
): void {
  if (res.destroyed || res.headersSent) return
  res.writeHead(status, {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
    "Content-Length": String(Buffer.byteLength(text)),
  })
  res.end(text)
}
