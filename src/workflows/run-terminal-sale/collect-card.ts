import type {
  SaleChanges,
  SaleReason,
  TerminalSaleRow,
} from "../../modules/wolffpay/tables/terminal-sale-row"
import { FORGOTTEN_MS } from "./next-step"
import { type CardAnswer, change, extend, type Look, type SalePorts } from "./ports"

/** A customer has this long to hold a card to the reader; then the reader is free again (peers' complaints of primed readers). */
const CARD_MS = 120_000
/** When to look at WolffPay after the reader's call was cut off; then the last one again and again. */
const LOOKS_AFTER_MS = [2_000, 4_000, 8_000, 10_000]
/** WolffPay's event of a refused card may come after the browser's word of it. */
const EVENT_MS = 1_500
/** How often the row is read for a clerk who cancels. */
const POLL_MS = 500

/** `answered`: by the call, or a webhook told of this payment. */
type Waited = { why: "canceled" | "time_is_up" | "answered"; sale: TerminalSaleRow }

/** Asks for a card and stays with it until there is an answer. The row says already that it was asked for. */
export async function askForCard(
  ports: SalePorts,
  sale: TerminalSaleRow
): Promise<TerminalSaleRow> {
  if (sale.cancel_requested_at !== null) {
    // While the sale was made: the reader stays dark.
    return sale
  }
  let answer: CardAnswer | undefined
  const asked = ports.wolffPay.askForCard(sale).then(
    (given) => (answer = given),
    () => (answer = { kind: "cut_off" })
  )
  const waited = await wait(ports, sale, {
    until: until(sale),
    isOver: () => answer !== undefined,
    ends: asked,
  })
  if (answer !== undefined) {
    return judge(ports, waited.sale, answer)
  }
  return waited.why === "canceled" ? waited.sale : endCardTime(ports, sale)
}

/** A card was asked for by a call that is gone. Looks, ever more patiently, until the card's time is up (W23). */
export async function followCard(
  ports: SalePorts,
  sale: TerminalSaleRow
): Promise<TerminalSaleRow> {
  let current = sale
  for (let index = 0; ; index += 1) {
    const pause = LOOKS_AFTER_MS[Math.min(index, LOOKS_AFTER_MS.length - 1)] ?? 0
    const waited = await wait(ports, current, {
      until: Math.min(ports.now() + pause, until(sale)),
    })
    current = waited.sale
    if (waited.why === "canceled") {
      return current
    }
    if (ports.now() >= until(sale)) {
      return endCardTime(ports, sale)
    }
    const seen = await lookOrUndefined(ports, sale)
    if (seen?.kind === "open" && seen.isDeclined) {
      return endDeclined(ports, sale)
    }
    if (seen && seen.kind !== "open") {
      return concludeSeen(ports, seen)
    }
  }
}

/** The browser has the reader: its time is up, or a webhook told of the payment. */
export async function followBrowser(
  ports: SalePorts,
  sale: TerminalSaleRow
): Promise<TerminalSaleRow> {
  if (ports.now() >= until(sale)) {
    return endCardTime(ports, sale)
  }
  const seen = await lookOrUndefined(ports, sale)
  return seen && seen.kind !== "open"
    ? concludeSeen(ports, seen)
    : change(ports, { run_at: sale.card_until })
}

/** What to write when a card is asked for; whoever is silent for a card's time has walked away. */
export function cardAskedAt(now: number, way: TerminalSaleRow["reader_way"]) {
  const until = new Date(now + CARD_MS)
  return {
    state: "sent_to_reader" as const,
    reason: null,
    card_asked_at: new Date(now),
    card_until: until,
    run_at: way === "server" ? new Date(now) : until,
  }
}

/**
 * Asks for another card on the same intent, once it is certain that the last one was not charged. Throws when WolffPay cannot
 * tell, or when another sale has the reader by now.
 */
export async function retryCard(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const seen = await ports.wolffPay.look(sale)
  return seen.kind === "open"
    ? change(ports, {
        ...cardAskedAt(ports.now(), sale.reader_way),
        attempts: sale.attempts + 1,
      })
    : concludeSeen(ports, seen)
}

/**
 * The browser says that its reader is done with a card. Word of an attempt before this one (`attempts` counts from 1) ends nothing,
 * but what was paid by it counts.
 */
export async function concludeCollected(
  ports: SalePorts,
  sale: TerminalSaleRow,
  attempts = sale.attempts
): Promise<TerminalSaleRow> {
  const isOlder = attempts < sale.attempts
  let seen = await ports.wolffPay.look(sale)
  if (seen.kind === "open" && !seen.isDeclined && !isOlder) {
    await ports.sleep(EVENT_MS)
    seen = (await lookOrUndefined(ports, sale)) ?? seen
  }
  if (seen.kind !== "open") {
    return concludeSeen(ports, seen)
  }
  return isOlder
    ? sale
    : change(ports, declined(ports, seen.isDeclined ? "card_declined" : "no_card_taken"))
}

async function judge(
  ports: SalePorts,
  sale: TerminalSaleRow,
  answer: CardAnswer
): Promise<TerminalSaleRow> {
  if (answer.kind === "approved") {
    return approve(ports)
  }
  if (sale.cancel_requested_at !== null) {
    return sale
  }
  if (answer.kind === "cut_off") {
    return followCard(ports, sale)
  }
  // What is refused was not charged; but it may be refused because it is paid already.
  const seen = await lookOrUndefined(ports, sale)
  if (seen && seen.kind !== "open") {
    return concludeSeen(ports, seen)
  }
  return change(
    ports,
    answer.reason === "card_timed_out"
      ? timedOut(ports, answer.reason)
      : declined(ports, answer.reason)
  )
}

/** The card's time is up: look before the reader is stopped, and once more after, when nothing can come in any more. */
async function endCardTime(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  const before = await lookOrUndefined(ports, sale)
  if (before && before.kind !== "open") {
    return concludeSeen(ports, before)
  }
  return release(ports, sale, (isSure) =>
    timedOut(ports, isSure ? "card_timed_out" : "reader_unreachable")
  )
}

/** A declined card of a call that was cut off: the reader may be at it still, so it is stopped before the next try. */
async function endDeclined(ports: SalePorts, sale: TerminalSaleRow): Promise<TerminalSaleRow> {
  return release(ports, sale, () => declined(ports, "card_declined"))
}

async function release(
  ports: SalePorts,
  sale: TerminalSaleRow,
  changes: (isSure: boolean) => SaleChanges
): Promise<TerminalSaleRow> {
  if (sale.reader_way === "server") {
    await ports.wolffPay.stopReader(sale).catch(() => undefined)
  }
  const after = await lookOrUndefined(ports, sale)
  return after && after.kind !== "open"
    ? concludeSeen(ports, after)
    : change(ports, changes(after !== undefined))
}

/** What WolffPay shows is not an open payment any more: the sale goes on, or ends. */
function concludeSeen(
  ports: SalePorts,
  seen: Exclude<Look, { kind: "open" }>
): Promise<TerminalSaleRow> {
  switch (seen.kind) {
    case "approved":
      return approve(ports)
    case "canceled":
      return change(ports, { state: "canceled", reason: "card_timed_out", run_at: at(ports) })
    case "differs":
      return change(ports, { state: "needs_attention", reason: "amount_differs", run_at: null })
  }
}

function approve(ports: SalePorts): Promise<TerminalSaleRow> {
  return change(ports, { state: "authorized", reason: null, tries: 0, run_at: at(ports) })
}

/** The clerk has the next word; without one the sale is ended after a while. */
function declined(ports: SalePorts, reason: SaleReason) {
  return { ...waitingForClerk(ports), state: "declined" as const, reason }
}

function timedOut(ports: SalePorts, reason: SaleReason) {
  return { ...waitingForClerk(ports), state: "timed_out" as const, reason }
}

function waitingForClerk(ports: SalePorts) {
  return { card_until: null, run_at: new Date(ports.now() + FORGOTTEN_MS) }
}

function until(sale: TerminalSaleRow): number {
  return sale.card_until?.getTime() ?? 0
}

function at(ports: SalePorts): Date {
  return new Date(ports.now())
}

function lookOrUndefined(ports: SalePorts, sale: TerminalSaleRow): Promise<Look | undefined> {
  return ports.wolffPay.look(sale).catch(() => undefined)
}

/** Waits, keeping the lease, for whatever comes first. */
async function wait(
  ports: SalePorts,
  sale: TerminalSaleRow,
  limits: { until: number; isOver?: () => boolean; ends?: Promise<unknown> }
): Promise<Waited> {
  for (let current = sale; ;) {
    if (limits.isOver?.()) {
      return { why: "answered", sale: current }
    }
    const left = limits.until - ports.now()
    if (left <= 0) {
      return { why: "time_is_up", sale: current }
    }
    await Promise.race([
      ports.sleep(Math.min(POLL_MS, left)),
      ...(limits.ends ? [limits.ends] : []),
    ])
    current = await extend(ports)
    if (current.cancel_requested_at !== null) {
      return { why: "canceled", sale: current }
    }
    // While the call is open WolffPay is not asked: its answer is on its way.
    if (!limits.ends && current.run_at?.getTime() !== sale.run_at?.getTime()) {
      return { why: "answered", sale: current }
    }
  }
}
