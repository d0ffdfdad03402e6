import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { collectSale } from "../../../../../../../workflows/steer-terminal-sale/collect-sale"
import { answerSale } from "../../../answer-sale"
import type { CollectedBody } from "../../../validators"

/** The SDK in the browser says that the card was processed. */
export async function POST(
  req: AuthenticatedMedusaRequest<CollectedBody>,
  res: MedusaResponse
): Promise<void> {
  const { id = "" } = req.params
  await answerSale(req, res, () => collectSale(req.scope, id, req.validatedBody.attempts))
}
