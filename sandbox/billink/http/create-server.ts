import type { Server } from "node:http"
import { createSandboxServer } from "../../shared/http/create-server"
import { isOverviewPath } from "../../shared/page/handle-overview"
import { handleApi } from "../api/handle-api"
import type { Control } from "../control/control"
import { runControl } from "../control/control-routes"
import type { Context } from "../core/context"
import { handlePage, PAGE_PATHS } from "../page/handle-page"
import { handleSessionPage, SESSION_PAGE } from "../page/session/handle-session-page"

export function createServer(ctx: Context, control: Control): Server {
  return createSandboxServer({
    ctx,
    run: (method, path, body) => runControl(control, method, path, body),
    notHttp: (message) => ({ status: "error", message }),
    route,
  })
}

function route(path: string) {
  if (/^\/v[12]\//.test(path)) return handleApi
  if (path.startsWith(SESSION_PAGE)) return handleSessionPage
  return isOverviewPath(path, PAGE_PATHS) ? handlePage : undefined
}
