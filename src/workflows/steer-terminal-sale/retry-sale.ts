import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal, toClerkError } from "../../modules/wolffpay/terminal/refusals"
import { withReaderLock } from "../reader-lock"
import { retryCard } from "../run-terminal-sale/collect-card"
import { runFrom, runFromCard } from "../run-terminal-sale/run-sale"
import { inBackground } from "../run-terminal-sale/take-up"
import { existingSale } from "./existing-sale"
import { holdSale } from "./hold-sale"

const UNIQUE_VIOLATION = "23505"

/** Another card, or the same once more, on the same intent: whatever came of the last one, it is charged once. */
export async function retrySale(container: MedusaContainer, id: string): Promise<TerminalSaleRow> {
  const now = await existingSale(container, id)
  if (now.state === "sent_to_reader") {
    return now
  }
  return holdSale(container, id, async (ports, sale) => {
    const isGivenUp = sale.cancel_requested_at !== null
    if (isGivenUp || (sale.state !== "declined" && sale.state !== "timed_out")) {
      throw new TerminalRefusal(
        "not_retryable",
        `This sale is ${isGivenUp ? "being cancelled" : sale.state}; no card can be asked for again.`,
        { state: sale.state }
      )
    }
    const next = await withReaderLock(container, sale.terminal_reader_id, () =>
      retryCard(ports, sale)
    ).catch((error: unknown) => {
      throw isTaken(error) ? readerIsBusy(sale) : toClerkError(error)
    })
    const isAsked = next.state === "sent_to_reader" && next.reader_way === "server"
    inBackground(container, id, isAsked ? runFromCard(ports, next) : runFrom(ports, next))
    return { result: next, isPassedOn: true }
  })
}

/** Another sale has taken the reader since. */
function isTaken(error: unknown): boolean {
  return Reflect.get(Object(error), "code") === UNIQUE_VIOLATION
}

function readerIsBusy(sale: TerminalSaleRow): TerminalRefusal {
  return new TerminalRefusal(
    "reader_busy",
    `The card reader ${sale.reader_name} is busy with another sale. Finish or cancel that one first.`,
    { reader_name: sale.reader_name, sale_id: null }
  )
}
