import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { describeError } from "../../modules/wolffpay/describe-error"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { pluginService } from "../plugin-service"
import { settlePaymentWorkflow } from "../settle-payment"
import { cleanUp } from "./clean-up"
import { handOver } from "./hand-over"
import { placeOrder } from "./place-order"
import type { SaleAttention, SalePorts } from "./ports"
import { runSale } from "./run-sale"
import { takeMoney } from "./take-money"
import { wolffPayPort } from "./wolffpay-port"

/** The real world of one sale, under one lease. */
export function salePorts(
  container: MedusaContainer,
  id: string,
  token: string = randomUUID()
): SalePorts {
  const { sales, logger } = pluginService(container)
  return {
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    row: {
      claim: () => sales.claim(id, token),
      extend: () => sales.extend(id, token),
      change: (changes) => sales.change(id, token, changes),
      release: () => sales.release(id, token),
    },
    wolffPay: wolffPayPort(container),
    medusa: {
      placeOrder: (sale) =>
        placeOrder(container, sale, async () => (await sales.extend(id, token)) !== undefined),
      takeMoney: (sale) => takeMoney(container, sale),
      announce: (sale) => announce(container, sale),
      handOver: (sale) => handOverAndClose(container, sale),
      cleanUp: (sale) =>
        cleanUp(container, sale).catch((error: unknown) => {
          logger.warn(
            `What is left of the sale ${id} could not be removed: ${describeError(error)}`
          )
          throw error
        }),
      flag: (reason, sale, problem) => flag(container, reason, sale, problem),
    },
  }
}

/** Works on a sale as far as it goes; somebody who is at it already is left alone. */
export async function takeUpSale(container: MedusaContainer, id: string): Promise<void> {
  await runSale(salePorts(container, id))
}

/** For work that nobody waits for: whatever goes wrong, the row stands and the job takes it up. */
export function inBackground(container: MedusaContainer, id: string, work: Promise<void>): void {
  work.catch((error: unknown) => {
    pluginService(container).logger.error(
      `The sale ${id} could not be finished; it is taken up again: ${describeError(error)}`
    )
  })
}

/** What the webhook would do in a moment; whoever comes second finds it done. */
async function announce(container: MedusaContainer, sale: TerminalSaleRow): Promise<void> {
  const service = pluginService(container)
  try {
    const [intent] = sale.session_id ? await service.intents.ofSession(sale.session_id) : []
    if (intent) {
      await settlePaymentWorkflow(container).run({ input: { id: intent.id } })
    }
  } catch (error) {
    service.logger.warn(`The sale ${sale.id} is paid: ${describeError(error)}`)
  }
}

/** What a person was told of while it did not work is closed once it does. */
async function handOverAndClose(
  container: MedusaContainer,
  sale: TerminalSaleRow
): Promise<string | undefined> {
  const problem = await handOver(container, sale)
  if (problem === undefined && sale.tries > 0) {
    await pluginService(container).attentions.resolveSubject(
      ["sale_not_handed_over"],
      sale.intent_id ?? sale.id,
      "The goods are booked as handed over after all."
    )
  }
  return problem
}

async function flag(
  container: MedusaContainer,
  reason: SaleAttention,
  sale: TerminalSaleRow,
  problem: string
): Promise<void> {
  await pluginService(container).flagAttention({
    ...attentionOf(
      reason,
      {
        id: sale.id,
        intent_id: sale.intent_id,
        session_id: sale.session_id ?? "",
        cart_id: null,
        amount: sale.amount,
        currency: sale.currency,
      },
      { problem }
    ),
    order_id: sale.order_id,
    payment_id: sale.payment_id,
  })
}
