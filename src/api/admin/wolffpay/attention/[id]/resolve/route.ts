import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../../../modules/wolffpay/service"
import type { ResolveAttentionBody } from "../../validators"

/** Closes one with a note of what was done. Who did it is recorded. */
export async function POST(
  req: AuthenticatedMedusaRequest<ResolveAttentionBody>,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { id = "" } = req.params
  const resolved = await service.attentions.resolve(
    id,
    req.auth_context.actor_id,
    req.validatedBody.note
  )
  const attention = await service.retrieveAttention(id)
  if (!resolved) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This is resolved already; the earlier note is kept."
    )
  }
  res.json({ attention })
}
