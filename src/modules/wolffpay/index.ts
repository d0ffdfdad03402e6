import { Module } from "@medusajs/framework/utils"
import WolffPayModuleService from "./service"
import checkConfiguration from "./check-configuration"

/** Registration name of the module; payment providers name it in `dependencies`. */
export const WOLFFPAY_MODULE = "wolffpay"

export default Module(WOLFFPAY_MODULE, {
  service: WolffPayModuleService,
  loaders: [checkConfiguration],
})
