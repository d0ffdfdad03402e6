import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"
import type { ListAttentionParams } from "./validators"

/** What only a person can settle, newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListAttentionParams>,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { state = "open", reason, order_id } = req.validatedQuery
  const { skip = 0, take = 20 } = req.queryConfig.pagination
  const [attention, count] = await service.listAndCountAttentions(
    {
      ...(state === "open" ? { resolved_at: null } : {}),
      ...(state === "resolved" ? { resolved_at: { $ne: null } } : {}),
      ...(reason ? { reason } : {}),
      ...(order_id ? { order_id } : {}),
    },
    { skip, take, order: { created_at: "DESC" } }
  )
  res.json({ attention, count, offset: skip, limit: take })
}
