import type {
  SaleChanges,
  SaleReason,
  TerminalSaleRow,
} from "../../modules/wolffpay/tables/terminal-sale-row"

/** What came of asking for a card. `cut_off`: the card may have been read or not. */
export type CardAnswer =
  { kind: "approved" } | { kind: "refused"; reason: SaleReason } | { kind: "cut_off" }

/** What WolffPay shows of the sale's payment. */
export type Look =
  | { kind: "approved" }
  | {
      kind: "open"
      /** A card was declined since this one was asked for. */
      isDeclined: boolean
    }
  | { kind: "canceled" }
  | { kind: "differs" }

export type Placed =
  { kind: "placed" } | { kind: "refused"; reason: SaleReason } | { kind: "failed"; problem: string }

export type Taken =
  | { kind: "captured"; paymentId: string }
  /** The authorisation ended before it was captured. */
  | { kind: "gone" }
  | { kind: "failed"; problem: string }

export type SaleAttention =
  "sale_not_captured" | "sale_not_handed_over" | "paid_without_order" | "sale_order_unpaid"

/**
 * All that the work on a sale touches; a test puts a simulation behind it. Times are ms. What asks WolffPay throws when the
 * answer is not known.
 */
export type SalePorts = {
  now(): number
  sleep(ms: number): Promise<void>
  /** The sale's row, under the lease of whoever has these ports. Undefined: the lease is lost. */
  row: {
    claim(): Promise<TerminalSaleRow | undefined>
    extend(): Promise<TerminalSaleRow | undefined>
    change(changes: SaleChanges): Promise<TerminalSaleRow | undefined>
    release(): Promise<void>
  }
  wolffPay: {
    /** Holds on until the reader has an answer, or is cut off (W23). */
    askForCard(sale: TerminalSaleRow): Promise<CardAnswer>
    look(sale: TerminalSaleRow): Promise<Look>
    /** Stops what the reader does (W25); only ever called by the sale that holds it. */
    stopReader(sale: TerminalSaleRow): Promise<void>
    /**
     * Gives the money free, unless the sale has placed its order. `paid`: it was captured already; `unknown`: WolffPay did not answer.
     * Throws when it cannot be told whether an order stands: then nothing was done.
     */
    void(sale: TerminalSaleRow): Promise<"canceled" | "paid" | "placed" | "unknown">
    /** It could not be reached: the job voids it. */
    abandon(sale: TerminalSaleRow): Promise<void>
  }
  medusa: {
    /** Makes the order, or finds it made. Throws when the lease is lost by the time it could. */
    placeOrder(sale: TerminalSaleRow): Promise<Placed>
    /** Captures the money and books it, or finds it done. */
    takeMoney(sale: TerminalSaleRow): Promise<Taken>
    /**
     * Once the payment came to its end: Medusa's books follow, so that an order whose approval ended can be paid anew, and the
     * shop's subscribers are told.
     */
    announce(sale: TerminalSaleRow): Promise<void>
    /** Says what stands in the way, if anything. */
    handOver(sale: TerminalSaleRow): Promise<string | undefined>
    /** Takes away what was made for a sale that does not happen. Unless `nothing`: somebody made an order of its draft by hand. */
    cleanUp(sale: TerminalSaleRow): Promise<"nothing" | "order" | "unpaid_order">
    flag(reason: SaleAttention, sale: TerminalSaleRow, problem: string): Promise<void>
  }
}

/** Somebody else has taken the sale up: nothing may be done any more. */
export class LeaseLost extends Error {
  constructor() {
    super("Another process has taken this sale up.")
    this.name = "LeaseLost"
  }
}

export async function change(ports: SalePorts, changes: SaleChanges): Promise<TerminalSaleRow> {
  return held(await ports.row.change(changes))
}

export async function extend(ports: SalePorts): Promise<TerminalSaleRow> {
  return held(await ports.row.extend())
}

function held(sale: TerminalSaleRow | undefined): TerminalSaleRow {
  if (!sale) {
    throw new LeaseLost()
  }
  return sale
}
