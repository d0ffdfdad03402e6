import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../modules/wolffpay"
import type WolffPayModuleService from "../modules/wolffpay/service"
import { storeError } from "../modules/wolffpay/store-errors"

/** Screens that both services need. */
const SHARED = /^\/admin\/wolffpay\/(attention|billink)(\/|$)/i

/** In a shop that uses neither service the shared screens do not exist; in one without WolffPay its own do not. */
export function requireWolffPay(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const isShared = SHARED.test(req.originalUrl.split("?")[0] ?? "")
  if (service.wolffPayOptions || (isShared && service.billinkOptions)) {
    next()
    return
  }
  const message = "WolffPay is not configured in this shop."
  next(storeError(MedusaError.Types.NOT_FOUND, "not_configured", message))
}
