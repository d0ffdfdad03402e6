import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { WolffPayOnlineProvider } from "./online"
import { WolffPayTerminalProvider } from "./terminal"

export default ModuleProvider(Modules.PAYMENT, {
  services: [WolffPayOnlineProvider, WolffPayTerminalProvider],
})
