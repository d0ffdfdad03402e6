import type { ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { Refusal } from "../../shared/core/refusal"
import { isJsonObject } from "../../shared/core/json"
import { parseJson } from "../../shared/core/rows"
import { sendText } from "../../shared/http/answer"
import type { RequestFault } from "../faults/fault-rule"
import type { ApiAnswer } from "./api-answer"
import { jsonAnswer } from "./api-answer"
import type { Exchange } from "./exchange"
import { refuseWithStatus } from "./refuse"

/** Sends the answer, or what an ordered fault makes of it. What was done stays done. */
export async function sendWithFault(
  { entry, ctx }: Exchange,
  res: ServerResponse,
  answer: ApiAnswer,
  fault: RequestFault | undefined
): Promise<void> {
  if (fault?.kind === "drop_after") {
    res.destroy()
    return
  }
  if (fault?.kind === "slow") await sleep(fault.ms ?? 1000, undefined, { ref: false })
  const sent = altered(answer, fault)
  entry.status = sent.status
  entry.code = sent.code
  const code = sent.code === null ? "" : ` (${sent.code})`
  ctx.log(`${entry.method} ${entry.path} ${sent.status}${code}`)
  const type = { "Content-Type": `${sent.type}; charset=utf-8` }
  sendText(res, sent.status, sent.text, { ...type, ...sent.headers })
}

function altered(answer: ApiAnswer, fault: RequestFault | undefined): ApiAnswer {
  switch (fault?.kind) {
    case "status_after":
      return refuseWithStatus(new Refusal(fault.status ?? 500, "Internal server error"))
    case "garbage":
      return { ...answer, type: "text/html", text: "<html><body>Bad gateway</body></html>" }
    case "wrong_invoice": {
      const body = parseJson(answer.text)
      if (!isJsonObject(body) || typeof body["invoice"] !== "string") return answer
      return jsonAnswer({ ...body, invoice: `${body["invoice"]}0` }, answer.status)
    }
    default:
      return answer
  }
}
