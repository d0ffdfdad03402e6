import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../modules/wolffpay"
import type WolffPayModuleService from "../modules/wolffpay/service"

/** In a shop that does not use WolffPay its routes do not exist. */
export function requireWolffPay(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  if (service.wolffPayOptions) {
    next()
    return
  }
  next(new MedusaError(MedusaError.Types.NOT_FOUND, "WolffPay is not configured in this shop."))
}
