import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../../modules/wolffpay/service"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { id = "" } = req.params
  res.json({ attention: await service.retrieveAttention(id) })
}
