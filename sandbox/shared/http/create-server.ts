import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer } from "node:http"
import { Refusal } from "../core/refusal"
import { failureAnswer, refusalAnswer, sendJson } from "./answer"
import type { Switch } from "./handle-switchboard"
import { handleSwitchboard, SWITCHBOARD_PATH } from "./handle-switchboard"

type Handler<C> = (
  ctx: C,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
) => Promise<void> | void

interface Logging {
  log: (line: string) => void
}

interface Parts<C> {
  ctx: C
  /** The switchboard. */
  run: Switch
  /** Everything beside the switchboard; undefined: this path is nobody's. */
  route: (path: string) => Handler<C> | undefined
  /** What the service answers to bytes that are not HTTP. */
  notHttp: (message: string) => object
}

export function createSandboxServer<C extends Logging>(parts: Parts<C>): Server {
  const server = createServer((req, res) => {
    dispatch(parts, req, res).catch((error: unknown) => {
      sendJson(res, failureAnswer(error, parts.ctx.log))
    })
  })
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return
    const body = JSON.stringify(parts.notHttp("The request is not valid HTTP."))
    const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close`
    socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  })
  return server
}

async function dispatch<C extends Logging>(
  { ctx, run, route }: Parts<C>,
  req: IncomingMessage,
  res: ServerResponse
): Promise<void> {
  res.on("error", (error) => ctx.log(`connection: ${error.message}`))
  const url = parseTarget(req.url)
  if (!url) return sendJson(res, refusalAnswer(new Refusal(400, "The address is not valid.")))
  if (url.pathname.startsWith(SWITCHBOARD_PATH)) {
    return handleSwitchboard(req, res, url, { run, log: ctx.log })
  }
  const handler = route(url.pathname)
  if (handler) return handler(ctx, req, res, url)
  sendJson(res, refusalAnswer(new Refusal(404, "Not found")))
}

function parseTarget(target = "/"): URL | undefined {
  if (!target.startsWith("/")) return undefined
  const address = `http://sandbox${target}`
  return URL.canParse(address) ? new URL(address) : undefined
}
