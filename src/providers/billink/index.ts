import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { BillinkProvider } from "./billink"

export default ModuleProvider(Modules.PAYMENT, {
  services: [BillinkProvider],
})
