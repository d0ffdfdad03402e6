import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import { sendText } from "../../shared/http/answer"
import { chooseLanguage } from "../../shared/page/language"
import { answerAttempt } from "./attempts"
import { returnAddress } from "./browser/return-address"
import { findAttempt } from "./find-attempt"
import { pageHeaders } from "./headers"
import { bankPage, goneBankPage } from "./pages/bank"
import { readAnswer } from "./read-form"

/** `/sandbox/bank?attempt=…`: where iDEAL, Bancontact and Sofort send the shopper, and from where he comes back. */
export async function handleBank(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const language = chooseLanguage(url.searchParams.get("lang"), req.headers["accept-language"])
  const payment = findAttempt(ctx, url, "redirect")
  if (!payment) {
    sendText(res, 410, goneBankPage(language), pageHeaders({ framed: false }))
    return
  }
  const back = () => returnAddress(payment.attempt.returnUrl ?? "", payment)
  if (req.method === "POST") {
    answerAttempt(ctx, payment, await readAnswer(req))
    await ctx.commit()
    sendText(res, 303, "", { Location: back() })
    return
  }
  if (req.method !== "GET") {
    throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET, POST" })
  }
  const page = bankPage({ language, payment, back: back() })
  const formsTo = [new URL(back()).origin]
  sendText(res, 200, page, pageHeaders({ framed: false, formsTo }))
}
