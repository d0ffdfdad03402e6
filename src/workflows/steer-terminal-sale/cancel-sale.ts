import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"
import { inBackground, takeUpSale } from "../run-terminal-sale/take-up"
import { existingSale } from "./existing-sale"

/** How long the clerk waits for the answer; after that the screen follows the row. */
const LOOKS = 50
const PAUSE_MS = 200

/** Stops a sale at any moment before its order is placed. Whoever works on it sees the wish; otherwise it is taken up here. */
export async function cancelSale(container: MedusaContainer, id: string): Promise<TerminalSaleRow> {
  const { sales } = pluginService(container)
  const sale = await existingSale(container, id)
  if (sale.state === "canceled") {
    return sale
  }
  await sales.requestCancel(id)
  inBackground(container, id, takeUpSale(container, id))
  for (let look = 0; look < LOOKS; look += 1) {
    const now = await existingSale(container, id)
    if (now.state === "canceled") {
      return now
    }
    if (now.cancel_requested_at === null) {
      throw now.state === "needs_attention"
        ? new TerminalRefusal(
            "sale_needs_attention",
            "This sale needs somebody to look at it; see the attention list."
          )
        : new TerminalRefusal(
            "sale_paid",
            "This sale is paid. Give the money back with a refund instead."
          )
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return existingSale(container, id)
}
