import type { IncomingMessage } from "node:http"

/** Where the browser reaches the sandbox. The Host header is the browser's own word, and only it gets to see this. */
export function originOf(req: IncomingMessage): string {
  const host = req.headers.host ?? ""
  return /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host) ? `http://${host}` : ""
}
