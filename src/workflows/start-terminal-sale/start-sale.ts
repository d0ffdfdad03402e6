import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createOrUpdateOrderPaymentCollectionWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { formatMinor, toMinorUnits } from "../../modules/wolffpay/money"
import { TERMINAL_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { SALE_KEY } from "../../modules/wolffpay/terminal/sale-key"
import type { TerminalReaderRow } from "../../modules/wolffpay/tables/terminal-readers"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { existingReader } from "../manage-readers/existing-reader"
import { pluginService } from "../plugin-service"
import { withReaderLock } from "../reader-lock"
import { cardAskedAt } from "../run-terminal-sale/collect-card"
import { runFrom, runFromCard } from "../run-terminal-sale/run-sale"
import { inBackground, salePorts } from "../run-terminal-sale/take-up"
import { giveUpSale } from "./give-up-sale"
import { prepareDraft } from "./prepare-draft"
import { prepareOrderPayment } from "./prepare-order-payment"
import type { ReadOrder } from "./read-order"

/** Amounts are minor units, VAT included. */
export type SaleInput = {
  request_id: string
  reader_id: string
  items?: { variant_id: string; quantity: number; discount_amount?: number }[]
  order_id?: string
  discount_amount?: number
  customer?: { email?: string; name?: string; customer_id?: string }
  expected_total: number
}

export type Clerk = { id: string; name: string }

/** A second click waits for what the first one makes of it. */
const SETUP_LOOKS = 100
const SETUP_PAUSE_MS = 200

/**
 * Makes a sale and has its card asked for; the same request is the same sale. What is refused leaves nothing behind.
 * @throws TerminalRefusal when there is no such sale; anything else: it is not known, and the same request asks again
 */
export async function startSale(
  container: MedusaContainer,
  input: SaleInput,
  clerk: Clerk
): Promise<{ sale: TerminalSaleRow; isNew: boolean }> {
  const { sales } = pluginService(container)
  const known = await sales.byRequest(input.request_id)
  if (known) {
    return { sale: await untilMade(container, known), isNew: false }
  }
  const reader = await usableReader(container, input.reader_id)
  const token = randomUUID()
  const sale = await withReaderLock(container, reader.id, () =>
    sales.begin(newSale(input, reader, clerk), token)
  )
  if (!sale) {
    return { sale: await otherSale(container, input, reader), isNew: false }
  }
  try {
    const made = await make(container, input, reader, sale, token)
    const ports = salePorts(container, sale.id, token)
    const isServers = made.reader_way === "server" && made.state === "sent_to_reader"
    const work = isServers ? runFromCard(ports, made) : runFrom(ports, made)
    inBackground(container, sale.id, work)
    return { sale: made, isNew: true }
  } catch (error) {
    throw await giveUpSale(container, sale, token, error)
  }
}

function newSale(input: SaleInput, reader: TerminalReaderRow, clerk: Clerk) {
  return {
    request_id: input.request_id,
    terminal_reader_id: reader.id,
    reader_name: reader.name,
    reader_way: reader.way,
    reader_id: reader.reader_id,
    stock_location_id: reader.stock_location_id,
    amount: input.expected_total,
    // All that a reader takes (W21).
    currency: "eur",
    customer_email: input.customer?.email ?? null,
    customer_name: input.customer?.name ?? null,
    pays_order: input.order_id !== undefined,
    order_id: input.order_id ?? null,
    sold_by_id: clerk.id,
    sold_by_name: clerk.name,
  }
}

async function usableReader(container: MedusaContainer, id: string): Promise<TerminalReaderRow> {
  const reader = await existingReader(container, id)
  if (!reader.is_active) {
    throw new TerminalRefusal(
      "reader_switched_off",
      `The card reader ${reader.name} is switched off in the settings. Choose another one.`,
      { reader_name: reader.name }
    )
  }
  if (reader.way === "server" && !reader.reader_id) {
    throw new TerminalRefusal(
      "reader_without_id",
      `The card reader ${reader.name} has no id (tmr_…) in the settings yet.`,
      { reader_name: reader.name }
    )
  }
  return reader
}

/** The same click at the same moment, or another sale that has the reader. */
async function otherSale(
  container: MedusaContainer,
  input: SaleInput,
  reader: TerminalReaderRow
): Promise<TerminalSaleRow> {
  const { sales, readers } = pluginService(container)
  const same = await sales.byRequest(input.request_id)
  if (same) {
    return untilMade(container, same)
  }
  const holder = await readers.holder(reader.id)
  if (holder === null && input.order_id) {
    throw new TerminalRefusal(
      "order_busy",
      "Another till is asking for a card for this order. Finish or cancel that one first."
    )
  }
  throw new TerminalRefusal(
    "reader_busy",
    `The card reader ${reader.name} is busy with another sale (${holder ?? "just ended"}). Finish or cancel that one, or choose another reader.`,
    { reader_name: reader.name, sale_id: holder }
  )
}

async function untilMade(
  container: MedusaContainer,
  known: TerminalSaleRow
): Promise<TerminalSaleRow> {
  const { sales } = pluginService(container)
  let sale = known
  for (let look = 0; look < SETUP_LOOKS && sale.state === "created"; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, SETUP_PAUSE_MS))
    const now = await sales.byId(known.id)
    if (!now) {
      throw new TerminalRefusal(
        "sale_refused",
        "This sale was refused a moment ago. Check the basket and try again."
      )
    }
    sale = now
  }
  return sale
}

async function make(
  container: MedusaContainer,
  input: SaleInput,
  reader: TerminalReaderRow,
  sale: TerminalSaleRow,
  token: string
): Promise<TerminalSaleRow> {
  const { sales, intents } = pluginService(container)
  const order = input.order_id
    ? await prepareOrderPayment(container, input.order_id)
    : await prepareDraft(container, sale, reader, input)
  compareTotal(input, order, sale)
  const named = await sales.change(sale.id, token, {
    order_id: order.id,
    order_display_id: order.display_id,
    // A part payment is for no lines of the order in particular, and has no VAT of its own.
    ...(input.order_id
      ? {}
      : {
          items: order.lines.map(({ id: _, variant_id: __, ...line }) => line),
          tax: order.tax,
        }),
  })
  const sessionId = named && (await startSession(container, named))
  const [intent] = sessionId ? await intents.ofSession(sessionId) : []
  const made = await sales.change(sale.id, token, {
    intent_id: intent?.intent_id ?? null,
    ...cardAskedAt(Date.now(), sale.reader_way),
    attempts: 1,
  })
  if (!made) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Making this sale took too long, so it was undone. Please try again."
    )
  }
  return made
}

/** What the customer sees on the reader is what the till showed, or nothing is asked. */
function compareTotal(input: SaleInput, order: ReadOrder, sale: TerminalSaleRow): void {
  const total = input.order_id ? order.pending : order.total
  if (total !== input.expected_total || order.currency !== sale.currency) {
    throw new TerminalRefusal(
      "total_differs",
      `The total is ${formatMinor(total, order.currency)}, not ${formatMinor(input.expected_total, sale.currency)}. Show it to the customer and charge that; nothing was charged.`,
      {
        total,
        currency_code: order.currency,
        items: input.order_id ? [] : order.lines.map(({ id: _, ...line }) => line),
      }
    )
  }
}

async function startSession(container: MedusaContainer, sale: TerminalSaleRow): Promise<string> {
  const { result: collections } = await createOrUpdateOrderPaymentCollectionWorkflow(container).run(
    { input: { order_id: sale.order_id ?? "" } }
  )
  // Core gives the one that it made in a list, and the one that it changed by itself.
  const [collection] = [collections].flat()
  if (!collection || toMinorUnits(collection.amount) !== sale.amount) {
    throw new TerminalRefusal(
      "amount_changed",
      "What is to be paid has just changed. Reload and try again."
    )
  }
  const { result: session } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: collection.id,
      provider_id: TERMINAL_PROVIDER_ID,
      data: { [SALE_KEY]: sale.id },
    },
  })
  return session.id
}
