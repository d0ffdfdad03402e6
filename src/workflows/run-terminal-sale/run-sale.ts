import type { SaleReason, TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { askForCard, followBrowser, followCard } from "./collect-card"
import { nextStep, type Step, TRIES_AT_ONCE } from "./next-step"
import { change, LeaseLost, type SaleAttention, type SalePorts } from "./ports"

/** After some two minutes a person is told; it is still tried. */
const TRIES_BEFORE_A_PERSON = 8
/** About an hour: what Medusa refuses for so long, it always will. */
const TRIES_TO_HAND_OVER = 60
const MAX_PAUSE_MS = 60_000

/** Takes a sale up and goes on until it is finished, undone, or somebody else's turn. */
export async function runSale(ports: SalePorts): Promise<void> {
  await holding(ports, async () => {
    const sale = await ports.row.claim()
    if (sale) {
      await goOn(ports, sale)
    }
  })
}

/** As {@link runSale}, for whoever holds the lease and has just written that a card is asked for. */
export async function runFromCard(ports: SalePorts, sale: TerminalSaleRow): Promise<void> {
  await holding(ports, async () => goOn(ports, await askForCard(ports, sale)))
}

/** As {@link runSale}, for whoever holds the lease. */
export async function runFrom(ports: SalePorts, sale: TerminalSaleRow): Promise<void> {
  await holding(ports, () => goOn(ports, sale))
}

async function holding(ports: SalePorts, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      throw error
    }
  } finally {
    await ports.row.release()
  }
}

async function goOn(ports: SalePorts, sale: TerminalSaleRow): Promise<void> {
  let current = sale
  for (;;) {
    const step = nextStep(current, ports.now())
    if (step === "rest") {
      return
    }
    current = await perform(ports, step, current)
  }
}

function perform(
  ports: SalePorts,
  step: Exclude<Step, "rest">,
  sale: TerminalSaleRow
): Promise<TerminalSaleRow> {
  switch (step) {
    case "undo":
      return undo(ports, sale, reasonToUndo(sale))
    case "follow":
      return sale.reader_way === "sdk" ? followBrowser(ports, sale) : followCard(ports, sale)
    case "place":
      return place(ports, sale)
    case "take":
      return take(ports, sale)
    case "hand_over":
      return handOver(ports, sale)
    case "clean_up":
      return cleanUp(ports, sale)
  }
}

/** Sold out, or changed, between basket and card: the money is given free. */
async function place(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const placed = await ports.medusa.placeOrder(sale)
  switch (placed.kind) {
    case "placed":
      // Too late to cancel from here on.
      return change(ports, { ...goingOn, state: "ordered" })
    case "refused":
      return undo(ports, sale, placed.reason)
    case "failed":
      return sale.tries + 1 >= TRIES_AT_ONCE
        ? undo(ports, sale, "order_failed")
        : tryAgain(ports, sale)
  }
}

async function take(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const taken = await ports.medusa.takeMoney(sale)
  if (taken.kind === "captured") {
    const paid = await change(ports, {
      state: "captured",
      payment_id: taken.paymentId,
      captured_at: new Date(ports.now()),
      tries: 0,
      run_at: sale.pays_order ? null : new Date(ports.now()),
    })
    await ports.medusa.announce(paid)
    return paid
  }
  if (taken.kind === "gone") {
    const ended = await endWithPerson(ports, sale, "sale_not_captured", "the authorisation ended")
    await ports.medusa.announce(ended)
    return ended
  }
  await flagWhenLong(ports, sale, "sale_not_captured", taken.problem)
  return tryAgain(ports, sale)
}

async function handOver(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const problem = await ports.medusa.handOver(sale)
  if (problem === undefined) {
    return change(ports, { state: "handed_over", tries: 0, run_at: null })
  }
  if (sale.tries + 1 >= TRIES_TO_HAND_OVER) {
    return endWithPerson(ports, sale, "sale_not_handed_over", problem)
  }
  await flagWhenLong(ports, sale, "sale_not_handed_over", problem)
  return tryAgain(ports, sale)
}

/**
 * Gives the money free and ends the sale; the clerk is told at once, the rest is swept up after. That it ends is written first:
 * whoever takes it up after a crash must not place an order whose money is free already.
 */
async function undo(
  ports: SalePorts,
  sale: TerminalSaleRow,
  reason: SaleReason
): Promise<TerminalSaleRow> {
  if (sale.cancel_requested_at === null) {
    await change(ports, { cancel_requested_at: new Date(ports.now()), reason })
  }
  if (sale.state === "sent_to_reader" && sale.reader_way === "server") {
    await ports.wolffPay.stopReader(sale).catch(() => undefined)
  }
  const end =
    sale.session_id === null ? "canceled" : await ports.wolffPay.void(sale).catch(() => undefined)
  switch (end) {
    case undefined:
      return tryAgain(ports, sale)
    case "placed":
      // Whoever placed it died before it could say so: too late to give up.
      return change(ports, { ...goingOn, state: "ordered" })
    case "paid":
      return reason === "canceled_by_clerk"
        ? change(ports, { ...goingOn, state: "authorized", run_at: new Date(ports.now()) })
        : endWithPerson(ports, sale, "paid_without_order", reason)
    case "unknown":
      await ports.wolffPay.abandon(sale)
      break
    case "canceled":
      break
  }
  return change(ports, {
    state: "canceled",
    reason,
    card_until: null,
    tries: 0,
    run_at: new Date(ports.now()),
  })
}

const goingOn = { reason: null, cancel_requested_at: null, tries: 0 }

async function cleanUp(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const left = await ports.medusa.cleanUp(sale).catch(() => undefined)
  switch (left) {
    case undefined:
      return tryAgain(ports, sale)
    case "nothing":
      return change(ports, { tries: 0, run_at: null })
    case "unpaid_order":
      await ports.medusa.flag("sale_order_unpaid", sale, "")
      break
    case "order":
      break
  }
  return change(ports, { reason: REASONS.sale_order_unpaid, tries: 0, run_at: null })
}

function reasonToUndo(sale: TerminalSaleRow): SaleReason {
  if (sale.cancel_requested_at !== null) {
    return sale.reason ?? "canceled_by_clerk"
  }
  return sale.state === "created" ? "service_unavailable" : (sale.reason ?? "card_timed_out")
}

const REASONS: Record<SaleAttention, SaleReason> = {
  sale_not_captured: "not_captured",
  sale_not_handed_over: "not_handed_over",
  paid_without_order: "paid_without_order",
  sale_order_unpaid: "order_placed_elsewhere",
}

async function endWithPerson(
  ports: SalePorts,
  sale: TerminalSaleRow,
  attention: SaleAttention,
  problem: string
): Promise<TerminalSaleRow> {
  await ports.medusa.flag(attention, sale, problem)
  return change(ports, {
    ...goingOn,
    state: "needs_attention",
    reason: REASONS[attention],
    run_at: null,
  })
}

async function flagWhenLong(
  ports: SalePorts,
  sale: TerminalSaleRow,
  attention: SaleAttention,
  problem: string
): Promise<void> {
  if (sale.tries + 1 >= TRIES_BEFORE_A_PERSON) {
    await ports.medusa.flag(attention, sale, problem)
  }
}

/** A few times at once, a customer is waiting; then ever later, by whoever takes it up. */
async function tryAgain(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const tries = sale.tries + 1
  const pause = Math.min(MAX_PAUSE_MS, 1000 * 2 ** (tries - 1))
  if (tries < TRIES_AT_ONCE) {
    await ports.sleep(pause)
    return change(ports, { tries })
  }
  return change(ports, { tries, run_at: new Date(ports.now() + pause) })
}
