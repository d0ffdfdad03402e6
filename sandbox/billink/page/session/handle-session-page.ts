import type { IncomingMessage, ServerResponse } from "node:http"
import { remember } from "../../../shared/core/logs"
import { Refusal } from "../../../shared/core/refusal"
import { failureAnswer, sendJson, sendText } from "../../../shared/http/answer"
import { readText } from "../../../shared/http/read-body"
import { chooseLanguage } from "../../../shared/page/language"
import type { Context } from "../../core/context"
import type { Session } from "../../sessions/session"
import { isOpen } from "../../sessions/session"
import {
  acceptSession,
  declineSession,
  endSession,
  openSession,
  payNow,
} from "../../sessions/session-book"
import { pageHeaders } from "../../../shared/page/page-headers"
import { View } from "../view"
import { checkAnswer, questionFor } from "./details"
import { returnUrl } from "./return-url"
import type { Typed } from "./session-page"
import { sessionPage, unknownPage } from "./session-page"

export const SESSION_PAGE = "/sandbox/billink/session/"

/** The hosted page. Whoever knows the id of a session is its shopper. */
export async function handleSessionPage(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
  const view = new View(language)
  const id = url.pathname.slice(SESSION_PAGE.length)
  const session = ctx.state.sessions.find((one) => one.id === id)
  if (!session) {
    return sendText(res, 404, unknownPage(view, url.pathname), pageHeaders("text/html"))
  }
  try {
    if (req.method === "GET") {
      openSession(ctx, session)
      await ctx.commit()
      return show(res, view, session, url)
    }
    if (req.method !== "POST") {
      throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET, POST" })
    }
    await answer(ctx, req, res, { view, session, url })
  } catch (error) {
    sendJson(res, failureAnswer(error, ctx.log))
  }
}

async function answer(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  { view, session, url }: { view: View; session: Session; url: URL }
): Promise<void> {
  const form = await readForm(req)
  const action = form.get("action") ?? ""
  // A second click finds everything decided, and follows the first.
  const typed = isOpen(session) ? press(ctx, session, action, form.get("answer") ?? "") : undefined
  await ctx.commit()
  const status = typed ? 422 : 303
  remember(ctx.state.requests, {
    at: ctx.clock.iso(),
    method: "POST",
    path: url.pathname,
    action: action.slice(0, 60),
    body: null,
    status,
    code: null,
    fault: null,
  })
  if (typed) return show(res, view, session, url, typed)
  const again = `${url.pathname}?lang=${view.language}`
  sendText(res, 303, "", { Location: isOpen(session) ? again : returnUrl(session) })
}

function press(ctx: Context, session: Session, action: string, given: string): Typed | undefined {
  switch (action) {
    case "accept": {
      const checked = checkAnswer(questionFor(session), given, ctx.clock.now())
      if ("problem" in checked) return { value: given.slice(0, 30), problem: checked.problem }
      acceptSession(ctx, session, checked.details)
      return undefined
    }
    case "decline":
      return void declineSession(ctx, session)
    case "pay_now":
      return void payNow(ctx, session)
    case "cancel":
      return void endSession(ctx, session, "cancelled")
    case "fail":
      return void endSession(ctx, session, "failed")
    default:
      throw new Refusal(400, "No such button")
  }
}

function show(res: ServerResponse, view: View, session: Session, url: URL, typed?: Typed): void {
  const page = sessionPage(view, session, url.pathname, typed)
  sendText(res, typed ? 422 : 200, page, pageHeaders("text/html", { leads: true }))
}

async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  const type = req.headers["content-type"] ?? ""
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new Refusal(415, "Content-Type must be application/x-www-form-urlencoded.")
  }
  return new URLSearchParams(await readText(req))
}
