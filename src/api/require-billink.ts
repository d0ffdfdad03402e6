import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../modules/wolffpay"
import type WolffPayModuleService from "../modules/wolffpay/service"

/** In a shop that does not use Billink its routes do not exist. */
export function requireBillink(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  next(
    service.billinkOptions
      ? undefined
      : new MedusaError(MedusaError.Types.NOT_FOUND, "Billink is not configured in this shop.")
  )
}
