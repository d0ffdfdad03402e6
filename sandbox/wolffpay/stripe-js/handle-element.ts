import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import { sendText } from "../../shared/http/answer"
import { chooseLanguage } from "../../shared/page/language"
import { ONLINE_METHODS } from "../payments/payment"
import { answerAttempt } from "./attempts"
import { browserScript } from "./browser-script"
import { findAttempt } from "./find-attempt"
import { pageHeaders } from "./headers"
import { challengeDonePage, challengePage } from "./pages/challenge"
import { cardElementPage, paymentElementPage } from "./pages/element"
import { ELEMENT_STYLE } from "./pages/element-style"
import { PAGE_STYLE } from "./pages/page-style"
import { readAnswer } from "./read-form"

const FILES: Readonly<Record<string, () => [type: string, text: string]>> = {
  "element.js": () => ["text/javascript", browserScript("element-page")],
  "challenge.js": () => ["text/javascript", browserScript("challenge-page")],
  "element.css": () => ["text/css", ELEMENT_STYLE],
  "page.css": () => ["text/css", PAGE_STYLE],
}

/** `/sandbox/elements/…`: what the shop's page shows in frames. */
export async function handleElement(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const name = url.pathname.slice("/sandbox/elements/".length)
  if (name === "challenge") return handleChallenge(ctx, req, res, url)
  if (req.method !== "GET") {
    throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET" })
  }
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined
  if (file) {
    const [type, text] = file()
    sendText(res, 200, text, {
      "Content-Type": `${type}; charset=utf-8`,
      "Cache-Control": "public, max-age=300",
    })
    return
  }
  const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
  const headers = pageHeaders({ framed: true })
  if (name === "card") sendText(res, 200, cardElementPage(language), headers)
  else if (name === "payment") sendText(res, 200, paymentPage(url, language), headers)
  else throw new Refusal(404, "Not found")
}

function paymentPage(url: URL, language: ReturnType<typeof chooseLanguage>): string {
  const asked = (url.searchParams.get("methods") ?? "").split(",")
  const methods = asked.flatMap((name) => ONLINE_METHODS.filter((method) => method === name))
  const layout = url.searchParams.get("layout") === "tabs" ? "tabs" : "accordion"
  const hidden = (url.searchParams.get("hide") ?? "").split(",")
  return paymentElementPage({ language, methods: [...new Set(methods)], layout, hidden })
}

/** The 3-D Secure step, in a frame over the shop's page. */
async function handleChallenge(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
  const payment = findAttempt(ctx, url, "challenge")
  const headers = pageHeaders({ framed: true })
  if (req.method === "POST") {
    const answer = await readAnswer(req)
    if (payment) answerAttempt(ctx, payment, answer === "pay" ? "pay" : "cancel")
    await ctx.commit()
    sendText(res, 200, challengeDonePage(language), headers)
    return
  }
  const waits = payment?.status === "requires_action"
  const page = waits ? challengePage({ language, payment }) : challengeDonePage(language)
  sendText(res, 200, page, headers)
}
