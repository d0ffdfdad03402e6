import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelSale } from "../../../../../../../workflows/steer-terminal-sale/cancel-sale"
import { answerSale } from "../../../answer-sale"

/** Stops the sale; 409 once it is paid. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  await answerSale(req, res, () => cancelSale(req.scope, id))
}
