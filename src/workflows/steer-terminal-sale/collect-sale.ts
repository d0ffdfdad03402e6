import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal, toClerkError } from "../../modules/wolffpay/terminal/refusals"
import { concludeCollected } from "../run-terminal-sale/collect-card"
import { runFrom } from "../run-terminal-sale/run-sale"
import { inBackground } from "../run-terminal-sale/take-up"
import { existingSale } from "./existing-sale"
import { holdSale } from "./hold-sale"

/**
 * The SDK in the browser says that a card was processed. Its word is only a reason to look; `attempts` tells word of an earlier card
 * from that of the one that is asked for now.
 */
export async function collectSale(
  container: MedusaContainer,
  id: string,
  attempts: number | undefined
): Promise<TerminalSaleRow> {
  const now = await existingSale(container, id)
  if (now.reader_way !== "sdk") {
    throw new TerminalRefusal(
      "reader_not_in_browser",
      "This sale's reader is driven by the server, which sees the card by itself."
    )
  }
  if (now.state !== "sent_to_reader") {
    return now
  }
  return holdSale(container, id, async (ports, sale) => {
    if (sale.state !== "sent_to_reader") {
      return { result: sale, isPassedOn: false }
    }
    const concluded = await concludeCollected(ports, sale, attempts).catch((error: unknown) => {
      throw toClerkError(error)
    })
    inBackground(container, id, runFrom(ports, concluded))
    return { result: concluded, isPassedOn: true }
  })
}
