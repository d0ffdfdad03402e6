import type { MedusaContainer } from "@medusajs/framework/types"
import { WOLFFPAY_MODULE } from "../modules/wolffpay"
import type WolffPayModuleService from "../modules/wolffpay/service"

export function pluginService(container: MedusaContainer): WolffPayModuleService {
  return container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
}
