import { randomUUID } from "node:crypto"
import type {
  SaleChanges,
  TerminalSaleRow,
} from "../../../modules/wolffpay/tables/terminal-sale-row"
import {
  HOLDING_STATES,
  REVOCABLE_STATES,
  type SaleState,
} from "../../../modules/wolffpay/terminal/sale-state"
import { cardAskedAt, concludeCollected, retryCard } from "../collect-card"
import { LeaseLost, type SalePorts } from "../ports"
import { runFrom, runFromCard, runSale } from "../run-sale"
import { newRow } from "./new-row"
import { SimulatedMedusa } from "./simulated-medusa"
import { LATENCY_MS, SimulatedProcess } from "./simulated-process"
import { SimulatedTime } from "./simulated-time"
import { SimulatedWolffPay } from "./simulated-wolffpay"

const LEASE_MS = 30_000

type Kind = Partial<Pick<TerminalSaleRow, "reader_way" | "pays_order">>

/** One reader, any number of sales, servers that die, and both books. */
export class SimulatedCounter {
  readonly time = new SimulatedTime()
  readonly wolffPay = new SimulatedWolffPay(this.time.now)
  readonly medusa = new SimulatedMedusa(this.wolffPay)
  readonly sales = new Map<string, TerminalSaleRow>()
  readonly flagged: { saleId: string; reason: string }[] = []
  /** Every change of a state, by whomever. */
  readonly moves: { from: SaleState; to: SaleState }[] = []
  /** No webhook comes any more, not even when everything else works again. */
  isDeaf = false
  private process = new SimulatedProcess()

  /** Every process dies at one of the next steps; a new one takes over. */
  kill(steps: number): void {
    this.process.dieAfter(steps)
    this.process = new SimulatedProcess()
  }

  /** As the till's "charge", once for each click: undefined when the reader is taken. */
  async start(
    amount: number,
    { reader_way = "server", pays_order = false }: Kind = {},
    id: string = randomUUID()
  ): Promise<string | undefined> {
    if (this.sales.has(id) || this.isReaderTaken(id)) {
      return this.sales.has(id) ? id : undefined
    }
    const row = { ...newRow(id, amount, this.time.now()), reader_way, pays_order }
    this.sales.set(id, row)
    if (pays_order) {
      this.medusa.add(id, amount, false)
    }
    void this.make(row)
    await this.time.pass(10 * LATENCY_MS)
    return id
  }

  private async make(row: TerminalSaleRow): Promise<void> {
    const { id, amount } = row
    const ports = this.ports(id)
    const { process } = this
    await ports.row.claim()
    if (!row.pays_order) {
      await process.step(this.time.sleep, () => this.medusa.add(id, amount, true))
    }
    await ports.row.change({ order_id: id })
    await process.step(this.time.sleep, () => {
      row.session_id = id
      this.wolffPay.create(id, amount)
    })
    const asked = await ports.row.change({
      ...cardAskedAt(this.time.now(), row.reader_way),
      intent_id: id,
      attempts: 1,
    })
    if (asked) {
      await (row.reader_way === "server" ? runFromCard : runFrom)(ports, asked)
    }
  }

  async cancel(id: string): Promise<void> {
    const sale = this.sales.get(id)
    if (sale && REVOCABLE_STATES.includes(sale.state)) {
      sale.reason = sale.cancel_requested_at ? sale.reason : "canceled_by_clerk"
      sale.cancel_requested_at ??= new Date(this.time.now())
      sale.run_at = new Date(this.time.now())
    }
    this.takeUp(id)
    await this.time.pass(LATENCY_MS)
  }

  /** Another card. */
  retry(id: string): Promise<void> {
    return this.steer(id, ["declined", "timed_out"], retryCard)
  }

  /** A card at the reader of the browser; the server hears of it afterwards, or never. */
  payInBrowser(id: string, outcome: "tap" | "decline" = "tap"): void {
    if (this.sales.get(id)?.reader_way === "sdk") {
      this.wolffPay.presentInBrowser(id, outcome)
    }
  }

  /** The browser says that its reader is done with a card, of this attempt where it says so. */
  async collected(id: string, attempts?: number): Promise<void> {
    if (this.sales.get(id)?.reader_way === "sdk") {
      await this.steer(id, ["sent_to_reader"], (ports, sale) =>
        concludeCollected(ports, sale, attempts)
      )
      await this.time.pass(2_000)
    }
  }

  private async steer(
    id: string,
    states: readonly SaleState[],
    work: (ports: SalePorts, sale: TerminalSaleRow) => Promise<TerminalSaleRow>
  ): Promise<void> {
    const ports = this.ports(id)
    void (async () => {
      const sale = await ports.row.claim()
      const next =
        sale && states.includes(sale.state)
          ? await work(ports, sale).catch(() => undefined)
          : undefined
      if (next) {
        const isAsked = next.state === "sent_to_reader" && next.reader_way === "server"
        await (isAsked ? runFromCard : runFrom)(ports, next)
      } else if (sale) {
        await ports.row.release()
      }
    })()
    await this.time.pass(5 * LATENCY_MS)
  }

  /** The job, or a till that waits for a sale which nobody is at. */
  job(): void {
    for (const sale of this.sales.values()) {
      if (sale.run_at && sale.run_at.getTime() <= this.time.now()) {
        this.takeUp(sale.id)
      }
    }
  }

  webhook(): void {
    const sale = this.isDeaf ? undefined : this.sales.get(this.wolffPay.tell() ?? "")
    if (sale && ["sent_to_reader", "authorized", "ordered"].includes(sale.state)) {
      sale.run_at = new Date(this.time.now())
    }
  }

  /** Everything works again, nobody comes to the reader, and the job has its time. */
  async comeToRest(): Promise<void> {
    this.wolffPay.isAway = false
    this.medusa.isAway = false
    for (let round = 0; round < 12; round += 1) {
      this.webhook()
      this.job()
      await this.time.pass(round < 6 ? 40_000 : 200_000)
    }
  }

  private takeUp(id: string): void {
    void runSale(this.ports(id))
  }

  private isReaderTaken(except: string): boolean {
    return [...this.sales.values()].some(
      (sale) => sale.id !== except && HOLDING_STATES.includes(sale.state)
    )
  }

  private ports(id: string, token: string = randomUUID()): SalePorts {
    const { process, time, wolffPay, medusa } = this
    const step = <T>(work: () => Promise<T> | T): Promise<T> => process.step(time.sleep, work)
    return {
      now: time.now,
      sleep: time.sleep,
      row: {
        claim: () => step(() => this.claim(id, token)),
        extend: () => step(() => this.write(id, token, {})),
        change: (changes) => step(() => this.write(id, token, changes)),
        release: () => step(() => this.release(id, token)),
      },
      wolffPay: {
        askForCard: (sale) => step(() => wolffPay.askForCard(sale.id)),
        look: (sale) => step(() => wolffPay.look(sale.id, sale.card_asked_at?.getTime() ?? 0)),
        stopReader: (sale) => step(() => wolffPay.stopReader(sale.id)),
        void: (sale) =>
          step(() =>
            sale.state === "authorized" && medusa.isPlaced(sale) ? "placed" : wolffPay.void(sale.id)
          ),
        // The job of the open payments does it, once WolffPay can be reached.
        abandon: (sale) => step(() => void this.voidLater(sale.id)),
      },
      medusa: {
        placeOrder: (sale) =>
          step(() => {
            if (!this.write(id, token, {})) {
              throw new LeaseLost()
            }
            return medusa.placeOrder(sale)
          }),
        takeMoney: (sale) => step(() => medusa.takeMoney(sale)),
        announce: () => step(() => undefined),
        handOver: (sale) => step(() => medusa.handOver(sale)),
        cleanUp: (sale) => step(() => medusa.cleanUp(sale)),
        flag: (reason, sale) => step(() => void this.flagged.push({ saleId: sale.id, reason })),
      },
    }
  }

  private claim(id: string, token: string): TerminalSaleRow | undefined {
    const sale = this.sales.get(id)
    if (!sale || (sale.lease_until && sale.lease_until.getTime() >= this.time.now())) {
      return undefined
    }
    sale.lease_token = token
    return this.write(id, token, {})
  }

  private write(id: string, token: string, changes: SaleChanges): TerminalSaleRow | undefined {
    const sale = this.sales.get(id)
    if (sale?.lease_token !== token) {
      return undefined
    }
    const isHolding = changes.state !== undefined && HOLDING_STATES.includes(changes.state)
    if (isHolding && this.isReaderTaken(id)) {
      throw Object.assign(new Error("duplicate key"), { code: "23505" })
    }
    if (changes.state && changes.state !== sale.state) {
      this.moves.push({ from: sale.state, to: changes.state })
    }
    Object.assign(sale, changes)
    sale.version += 1
    sale.lease_until = new Date(this.time.now() + LEASE_MS)
    return { ...sale }
  }

  private release(id: string, token: string): void {
    const sale = this.sales.get(id)
    if (sale?.lease_token === token) {
      sale.lease_token = null
      sale.lease_until = null
    }
  }

  private async voidLater(id: string): Promise<void> {
    while (this.wolffPay.isAway) {
      await this.time.sleep(30_000)
    }
    await this.wolffPay.void(id)
  }
}
