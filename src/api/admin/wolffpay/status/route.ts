import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import { readStatus } from "../../../../modules/wolffpay/read-status"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"

/** What keeps webhooks out or the job from running must not be silent (R20). */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  res.json({ status: await readStatus(service) })
}
