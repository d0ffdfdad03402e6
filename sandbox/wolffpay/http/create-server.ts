import type { Server } from "node:http"
import { createSandboxServer } from "../../shared/http/create-server"
import { isOverviewPath } from "../../shared/page/handle-overview"
import { handleApi } from "../api/handle-api"
import type { Control } from "../control/control"
import { runControl } from "../control/control-routes"
import type { Context } from "../core/context"
import { handlePage, PAGE_PATHS } from "../page/handle-page"
import { handleStripe, isStripePath } from "../stripe-js/handle-stripe"
import { handlePay } from "./handle-sandbox"

export function createServer(ctx: Context, control: Control): Server {
  return createSandboxServer({
    ctx,
    run: (method, path, body) => runControl(control, method, path, body),
    notHttp: (error) => ({ success: false, error }),
    route,
  })
}

function route(path: string) {
  if (path === "/api" || path.startsWith("/api/")) return handleApi
  if (path === "/sandbox/pay") return handlePay
  if (isStripePath(path)) return handleStripe
  return isOverviewPath(path, PAGE_PATHS) ? handlePage : undefined
}
