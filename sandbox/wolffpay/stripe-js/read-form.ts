import type { IncomingMessage } from "node:http"
import { Refusal } from "../../shared/core/refusal"
import { readText } from "../../shared/http/read-body"

const ANSWERS = ["pay", "decline", "cancel"] as const
export type BankAnswer = (typeof ANSWERS)[number]

/** The button of the bank's page or the 3-D Secure step that was pressed. */
export async function readAnswer(req: IncomingMessage): Promise<BankAnswer> {
  const form = new URLSearchParams(await readText(req))
  const answer = ANSWERS.find((one) => one === form.get("answer"))
  if (!answer) throw new Refusal(400, `Invalid answer. Must be one of: ${ANSWERS.join(", ")}.`)
  return answer
}
