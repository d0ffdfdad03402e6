import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"

/** @throws TerminalRefusal */
export async function existingSale(
  container: MedusaContainer,
  id: string
): Promise<TerminalSaleRow> {
  const sale = await pluginService(container).sales.byId(id)
  if (!sale) {
    throw new TerminalRefusal("sale_unknown", `There is no sale ${id}.`)
  }
  return sale
}
