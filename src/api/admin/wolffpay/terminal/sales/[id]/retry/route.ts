import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrySale } from "../../../../../../../workflows/steer-terminal-sale/retry-sale"
import { answerSale } from "../../../answer-sale"

/** Another card, on the same intent. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  await answerSale(req, res, () => retrySale(req.scope, id))
}
