import type { MedusaResponse } from "@medusajs/framework/http"

export type Answer = { status: number; body: unknown }

/** Lets `judge` give another answer where core fails (from this status on); undefined leaves core's own. */
export function replaceFailure(
  res: MedusaResponse,
  judge: (status: number) => Promise<Answer | undefined>,
  from = 500
): void {
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    if (res.statusCode < from) {
      return json(body)
    }
    judge(res.statusCode).then(
      (answer) => (answer ? res.status(answer.status) && json(answer.body) : json(body)),
      () => json(body)
    )
    return res
  }
}

/** Answers when core has not done so in time; what core says afterwards is dropped. Its work goes on. */
export function answerInTime(res: MedusaResponse, afterMs: number, answer: Answer): void {
  let isLate = false
  const json = res.json.bind(res)
  const timer = setTimeout(() => {
    isLate = true
    res.status(answer.status)
    json(answer.body)
  }, afterMs)
  res.json = (body: unknown) => {
    clearTimeout(timer)
    return isLate || res.headersSent ? res : json(body)
  }
  res.once("close", () => clearTimeout(timer))
}
