import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer } from "node:http"
import { handleApi } from "../api/handle-api"
import type { Control } from "../control/control"
import type { Context } from "../core/context"
import { Refusal } from "../core/refusal"
import { handlePage, isPagePath } from "../page/handle-page"
import { failureAnswer, refusalAnswer, sendJson } from "./answer"
import { handleControl, handlePay } from "./handle-sandbox"

export function createSandboxServer(ctx: Context, control: Control): Server {
  const server = createServer((req, res) => {
    dispatch(ctx, control, req, res).catch((error: unknown) => {
      sendJson(res, failureAnswer(error, ctx.log))
    })
  })
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return
    const body = JSON.stringify({ success: false, error: "The request is not valid HTTP." })
    const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close`
    socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  })
  return server
}

async function dispatch(
  ctx: Context,
  control: Control,
  req: IncomingMessage,
  res: ServerResponse
): Promise<void> {
  res.on("error", (error) => ctx.log(`connection: ${error.message}`))
  const url = parseTarget(req.url)
  if (!url) return sendJson(res, refusalAnswer(new Refusal(400, "The address is not valid.")))
  const { pathname } = url
  if (pathname === "/api" || pathname.startsWith("/api/")) return handleApi(ctx, req, res, url)
  if (pathname === "/sandbox/pay") return handlePay(ctx, req, res, url)
  if (pathname.startsWith("/sandbox/control/")) return handleControl(ctx, control, req, res, url)
  if (isPagePath(pathname)) return handlePage(ctx, req, res, url)
  sendJson(res, refusalAnswer(new Refusal(404, "Not found")))
}

function parseTarget(target = "/"): URL | undefined {
  if (!target.startsWith("/")) return undefined
  const address = `http://sandbox${target}`
  return URL.canParse(address) ? new URL(address) : undefined
}
