import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundSale } from "../../../../../../../workflows/steer-terminal-sale/refund-sale"
import { answerSale } from "../../../answer-sale"
import type { RefundSaleBody } from "../../../validators"

/** Gives money back to the card, as the order's page does. */
export async function POST(
  req: AuthenticatedMedusaRequest<RefundSaleBody>,
  res: MedusaResponse
): Promise<void> {
  const { id = "" } = req.params
  await answerSale(req, res, () =>
    refundSale(req.scope, id, { ...req.validatedBody, clerkId: req.auth_context.actor_id })
  )
}
