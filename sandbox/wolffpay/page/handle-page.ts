import type { IncomingMessage, ServerResponse } from "node:http"
import { handleOverview } from "../../shared/page/handle-overview"
import type { OverviewPage } from "../../shared/page/overview-page"
import type { Context } from "../core/context"
import { overview } from "./overview"
import { readersOverview } from "./readers-page"
import { STYLE } from "./style"
import { View } from "./view"

const PAYMENTS = { path: "/", source: "/sandbox/overview" }
const READERS = { path: "/sandbox/readers", source: "/sandbox/readers/overview" }
export const PAGE_PATHS = [PAYMENTS, READERS].flatMap(({ path, source }) => [path, source])

export function handlePage(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): void {
  handleOverview(ctx, req, res, url, {
    style: STYLE,
    view: (language) => new View(language),
    pages: [paymentsPage(ctx), readersPage(ctx)],
  })
}

function paymentsPage(ctx: Context): OverviewPage<View> {
  return {
    ...PAYMENTS,
    everyMs: 2000,
    skipTo: "payments-title",
    words: ({ texts }) => ({ ...texts, other: { path: READERS.path, text: texts.toReaders } }),
    content: (view) => overview(ctx, view),
  }
}

function readersPage(ctx: Context): OverviewPage<View> {
  return {
    ...READERS,
    // Whoever stands at a counter looks at the reader, and its button must be there at once.
    everyMs: 500,
    skipTo: "readers-title",
    words: ({ texts }) => ({
      title: texts.readersTitle,
      intro: texts.readersIntro,
      skip: texts.skipReaders,
      other: { path: PAYMENTS.path, text: texts.toPayments },
    }),
    content: (view) => readersOverview(ctx, view),
  }
}
