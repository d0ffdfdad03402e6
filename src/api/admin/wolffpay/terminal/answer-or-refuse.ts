import type { MedusaResponse } from "@medusajs/framework/http"
import { TerminalRefusal } from "../../../../modules/wolffpay/terminal/refusals"

/** Answers with what `work` gives; a refusal keeps its code and its facts, which Medusa's own handler drops. */
export async function answerOrRefuse(
  res: MedusaResponse,
  work: () => Promise<Record<string, unknown>>
): Promise<void> {
  try {
    res.json(await work())
  } catch (error) {
    if (!(error instanceof TerminalRefusal)) {
      throw error
    }
    res.status(error.status).json(error.body)
  }
}
