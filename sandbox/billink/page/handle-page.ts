import type { IncomingMessage, ServerResponse } from "node:http"
import { handleOverview } from "../../shared/page/handle-overview"
import type { Context } from "../core/context"
import { overview } from "./overview"
import { STYLE } from "./style"
import { View } from "./view"

const PATH = "/"
const SOURCE = "/sandbox/overview"
export const PAGE_PATHS = [PATH, SOURCE]

export function handlePage(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): void {
  handleOverview(ctx, req, res, url, {
    style: STYLE,
    view: (language) => new View(language),
    pages: [
      {
        path: PATH,
        source: SOURCE,
        everyMs: 2000,
        skipTo: "sessions-title",
        words: ({ texts }: View) => texts,
        content: (view) => overview(ctx, view),
      },
    ],
  })
}
