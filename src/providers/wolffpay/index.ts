import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { WolffPayOnlineProvider } from "./online"

export default ModuleProvider(Modules.PAYMENT, {
  services: [WolffPayOnlineProvider],
})
