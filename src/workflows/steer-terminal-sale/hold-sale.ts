import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"
import type { SalePorts } from "../run-terminal-sale/ports"
import { salePorts } from "../run-terminal-sale/take-up"
import { existingSale } from "./existing-sale"

const LOOKS = 15
const PAUSE_MS = 200

/**
 * Does something with a sale that nobody else may work on meanwhile. `work` says whether it has passed the sale on to the
 * background, which gives it back then.
 * @throws TerminalRefusal when somebody is at it for longer than a moment
 */
export async function holdSale<T>(
  container: MedusaContainer,
  id: string,
  work: (ports: SalePorts, sale: TerminalSaleRow) => Promise<{ result: T; isPassedOn: boolean }>
): Promise<T> {
  await existingSale(container, id)
  const { sales } = pluginService(container)
  const token = randomUUID()
  for (let look = 0; look < LOOKS; look += 1) {
    const sale = await sales.claim(id, token)
    if (sale) {
      return hold(salePorts(container, id, token), sale, work)
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new TerminalRefusal(
    "sale_in_use",
    "This sale is being worked on right now. Wait a moment and look again."
  )
}

async function hold<T>(
  ports: SalePorts,
  sale: TerminalSaleRow,
  work: (ports: SalePorts, sale: TerminalSaleRow) => Promise<{ result: T; isPassedOn: boolean }>
): Promise<T> {
  let isPassedOn = false
  try {
    const done = await work(ports, sale)
    ;({ isPassedOn } = done)
    return done.result
  } finally {
    if (!isPassedOn) {
      await ports.row.release()
    }
  }
}
