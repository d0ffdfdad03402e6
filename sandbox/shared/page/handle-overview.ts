import type { IncomingMessage, ServerResponse } from "node:http"
import { Refusal } from "../core/refusal"
import { failureAnswer, sendJson, sendText } from "../http/answer"
import { checkLocal } from "../http/loopback"
import { overviewDocument } from "./document"
import type { Language } from "./language"
import { chooseLanguage } from "./language"
import type { OverviewPage } from "./overview-page"
import { pageHeaders } from "./page-headers"
import type { PageView } from "./page-view"
import { SCRIPT } from "./script"

const CSS = "/sandbox/page.css"
const SCRIPT_PATH = "/sandbox/page.js"

export interface Overviews<View extends PageView> {
  style: string
  view(language: Language): View
  pages: readonly OverviewPage<View>[]
}

/** `paths`: of the sandbox's pages and their sources. */
export function isOverviewPath(path: string, paths: readonly string[]): boolean {
  return path === CSS || path === SCRIPT_PATH || paths.includes(path)
}

/** The overviews and what belongs to them. They show everything and can do everything, so only this machine sees them. */
export function handleOverview<View extends PageView>(
  { log }: { log: (line: string) => void },
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  shown: Overviews<View>
): void {
  try {
    // A link on another page may lead here: that is a navigation, and reads nothing.
    const { "sec-fetch-site": site, "sec-fetch-mode": mode, ...headers } = req.headers
    const kept = mode === "navigate" ? headers : { ...headers, "sec-fetch-site": site }
    // A shopper's page of the sandbox has the same style, and shoppers are anywhere.
    if (url.pathname !== CSS) checkLocal(req.socket.remoteAddress, kept)
    if (req.method !== "GET") {
      throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET" })
    }
    const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
    const [type, text] = content(shown, url.pathname, shown.view(language))
    sendText(res, 200, text, pageHeaders(type))
  } catch (error) {
    sendJson(res, failureAnswer(error, log))
  }
}

function content<View extends PageView>(
  { style, pages }: Overviews<View>,
  path: string,
  view: View
): [type: string, text: string] {
  if (path === CSS) return ["text/css", style]
  if (path === SCRIPT_PATH) return ["text/javascript", SCRIPT]
  const source = pages.find((page) => page.source === path)
  if (source) return ["text/html", source.content(view).text]
  const page = pages.find((one) => one.path === path)
  if (page) return ["text/html", overviewDocument(view, page)]
  throw new Refusal(404, "Not found")
}
