import type { TerminalSaleRow } from "../../../modules/wolffpay/tables/terminal-sale-row"
import type { Placed, Taken } from "../ports"
import type { SimulatedWolffPay } from "./simulated-wolffpay"

type SimulatedOrder = { amount: number; isDraft: boolean; captured: number; isHandedOver: boolean }

/** The orders and the stock of the shop, as far as the counter uses them. */
export class SimulatedMedusa {
  readonly orders = new Map<string, SimulatedOrder>()
  stock = 5
  isAway = false

  constructor(private readonly wolffPay: SimulatedWolffPay) {}

  /** Of a sale, or of the back office before. */
  add(id: string, amount: number, isDraft: boolean): void {
    this.orders.set(id, { amount, isDraft, captured: 0, isHandedOver: false })
  }

  /** "Convert to order" in the admin, on the draft of a sale that still runs. */
  convertByHand(id: string): void {
    const order = this.orders.get(id)
    if (order?.isDraft) {
      order.isDraft = false
      this.stock -= 1
    }
  }

  isPlaced({ id, pays_order }: TerminalSaleRow): boolean {
    return !pays_order && this.orders.get(id)?.isDraft === false
  }

  placeOrder({ id }: TerminalSaleRow): Placed {
    const order = this.orders.get(id)
    if (this.isAway) {
      return { kind: "failed", problem: "away" }
    }
    if (order?.isDraft && this.stock <= 0) {
      return { kind: "refused", reason: "sold_out" }
    }
    this.convertByHand(id)
    return { kind: "placed" }
  }

  takeMoney({ id }: TerminalSaleRow): Taken {
    const order = this.orders.get(id)
    if (!order || this.isAway || this.wolffPay.isAway) {
      return { kind: "failed", problem: "away" }
    }
    if (this.wolffPay.capture(id) === "canceled") {
      return { kind: "gone" }
    }
    order.captured = order.amount
    return { kind: "captured", paymentId: id }
  }

  handOver({ id }: TerminalSaleRow): string | undefined {
    const order = this.orders.get(id)
    if (!order || this.isAway) {
      return "away"
    }
    order.isHandedOver = true
    return undefined
  }

  cleanUp(sale: TerminalSaleRow): "nothing" | "order" | "unpaid_order" {
    if (this.isAway) {
      throw new Error("away")
    }
    if (this.isPlaced(sale)) {
      const { amount, captured } = this.orders.get(sale.id) ?? { amount: 0, captured: 0 }
      return captured < amount ? "unpaid_order" : "order"
    }
    if (!sale.pays_order) {
      this.orders.delete(sale.id)
    }
    return "nothing"
  }
}
