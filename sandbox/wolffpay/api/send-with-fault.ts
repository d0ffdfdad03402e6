import type { ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import type { RequestFault } from "../faults/fault-rule"
import type { Answer } from "../../shared/http/answer"
import { sendJson, sendText } from "../../shared/http/answer"
import type { Exchange } from "./exchange"

/** Sends the answer, or what an ordered fault makes of it. What was done stays done. */
export async function sendWithFault(
  { entry, ctx }: Exchange,
  res: ServerResponse,
  answer: Answer,
  fault: RequestFault | undefined
): Promise<void> {
  switch (fault?.kind) {
    case "drop_after":
      res.destroy()
      return
    case "status_after": {
      entry.status = fault.status ?? 500
      const body = { success: false, error: "Internal server error" }
      return sendJson(res, { ...answer, status: entry.status, body })
    }
    case "garbage":
      entry.status = answer.status
      return sendText(res, answer.status, "<html><body>Bad gateway</body></html>", {
        ...answer.headers,
        "Content-Type": "text/html; charset=utf-8",
      })
    case "wrong_amount":
      entry.status = answer.status
      return sendJson(res, { ...answer, body: withOtherAmount(answer.body, fault.amount) })
    case "slow":
      await sleep(fault.ms ?? 1000, undefined, { ref: false })
      break
    default:
  }
  entry.status = answer.status
  ctx.log(`${entry.method} ${entry.path} ${answer.status}${entry.replayed ? " (replayed)" : ""}`)
  sendJson(res, answer)
}

/** The same envelope with other amounts: `amount`, or one cent more than the truth. */
function withOtherAmount(body: unknown, amount: number | undefined): unknown {
  if (!isJsonObject(body)) return body
  const { data } = body
  const altered = Array.isArray(data)
    ? data.map((row: unknown) => alter(row, amount))
    : alter(data, amount)
  return { ...body, data: altered }
}

function alter(row: unknown, amount: number | undefined): unknown {
  if (!isJsonObject(row)) return row
  const changed: JsonObject = { ...row }
  for (const name of ["amount", "amountReceived"]) {
    const value = row[name]
    if (typeof value === "number") changed[name] = amount ?? value + 1
  }
  return changed
}
