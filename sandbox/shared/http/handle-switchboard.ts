import type { IncomingMessage, ServerResponse } from "node:http"
import { failureAnswer, sendJson } from "./answer"
import { checkLocal } from "./loopback"
import { parseJsonValue, readText } from "./read-body"

export const SWITCHBOARD_PATH = "/sandbox/control/"

/** `body` is {} when none was sent. */
export type Switch = (method: string, path: string, body: unknown) => Promise<unknown>

/** `/sandbox/control/…`: the switchboard, for this machine only. */
export async function handleSwitchboard(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  { run, log }: { run: Switch; log: (line: string) => void }
): Promise<void> {
  try {
    checkLocal(req.socket.remoteAddress, req.headers)
    const text = await readText(req)
    const body = text === "" ? {} : parseJsonValue(text, req.headers["content-type"])
    const path = url.pathname.slice(SWITCHBOARD_PATH.length)
    const data = await run(req.method ?? "GET", path, body)
    sendJson(res, { status: 200, body: { success: true, data: data ?? null } })
  } catch (error) {
    sendJson(res, failureAnswer(error, log))
  }
}
