import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../../modules/wolffpay/service"
import { connectionToken } from "../../../../../modules/wolffpay/terminal/connection-token"
import { toClerkError } from "../../../../../modules/wolffpay/terminal/refusals"
import type { ConnectionTokenBody } from "../reader-validators"

/** For Stripe's Terminal SDK in a browser or in a mobile app (W19, W27). */
export async function POST(
  req: AuthenticatedMedusaRequest<ConnectionTokenBody>,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  try {
    const token = await connectionToken(service, req.validatedBody.locationId)
    res.set("Cache-Control", "no-store").json(token)
  } catch (error) {
    throw toClerkError(error)
  }
}
