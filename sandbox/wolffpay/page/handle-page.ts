import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { Refusal } from "../core/refusal"
import { failureAnswer, sendJson, sendText } from "../http/answer"
import { checkLocal } from "../http/loopback"
import { page } from "./document"
import { chooseLanguage } from "./language"
import { overview } from "./overview"
import { SCRIPT } from "./script"
import { STYLE } from "./style"
import { View } from "./view"

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ")

const PATHS = ["/", "/sandbox/overview", "/sandbox/page.css", "/sandbox/page.js"]

export function isPagePath(path: string): boolean {
  return PATHS.includes(path)
}

/** The sandbox's page and what belongs to it. It shows client secrets, so only this machine sees it. */
export function handlePage(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): void {
  try {
    // A link on another page may lead here: that is a navigation, and reads nothing.
    const { "sec-fetch-site": site, "sec-fetch-mode": mode, ...headers } = req.headers
    const kept = mode === "navigate" ? headers : { ...headers, "sec-fetch-site": site }
    checkLocal(req.socket.remoteAddress, kept)
    if (req.method !== "GET") {
      throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET" })
    }
    const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
    const [type, text] = content(ctx, url.pathname, new View(language))
    sendText(res, 200, text, {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Security-Policy": POLICY,
      "Referrer-Policy": "no-referrer",
      Vary: "Accept-Language",
    })
  } catch (error) {
    sendJson(res, failureAnswer(error, ctx.log))
  }
}

function content(ctx: Context, path: string, view: View): [type: string, text: string] {
  switch (path) {
    case "/sandbox/page.css":
      return ["text/css", STYLE]
    case "/sandbox/page.js":
      return ["text/javascript", SCRIPT]
    case "/sandbox/overview":
      return ["text/html", overview(ctx, view).text]
    default:
      return ["text/html", page(ctx, view)]
  }
}
