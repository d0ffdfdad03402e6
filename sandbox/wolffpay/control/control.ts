import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import type { RequestLogEntry, Violation } from "../core/logs"
import { Refusal } from "../core/refusal"
import type { Settings } from "../core/settings"
import type { SettingsPatch } from "../core/settings-patch"
import { parseSettingsPatch } from "../core/settings-patch"
import type { ActiveFault } from "../faults/fault-desk"
import { parseFaults } from "../faults/fault-request"
import type { FaultRule } from "../faults/fault-rule"
import type { Payment } from "../payments/payment"
import { applyStep, findPayment } from "../payments/payment-book"
import { cancel, capture, expire } from "../payments/payment-machine"
import { payAsShopper } from "../payments/shopper"
import type { Refund, RefundEnd, RefundReason } from "../refunds/refund"
import { addRefund, finishRefund } from "../refunds/refund-book"
import type { Reader, ReaderOutcome } from "../terminal/reader"
import type { Delivery } from "../webhooks/delivery"
import type { PaymentEvent } from "../webhooks/webhook-event"
import { orderFaults } from "./control-faults"
import { failNow, resendWebhook, succeedNow } from "./dashboard"
import type { ForeignPayment } from "./foreign-payment"
import { makeForeignPayment } from "./foreign-payment"
import type { LedgerLine } from "./ledger"
import { ledgerOf } from "./ledger"
import type { ReaderPatch } from "./reader-desk"
import { addReader, changeReader } from "./reader-desk"

export interface StateDump {
  now: string
  settings: Settings
  payments: Payment[]
  refunds: Refund[]
  /** `waitingFor` is the payment that the reader asks a card for. */
  readers: (Reader & { waitingFor: string | null })[]
  deliveries: Delivery[]
  ledger: LedgerLine[]
  faults: ActiveFault[]
  requests: RequestLogEntry[]
  violations: Violation[]
}

export interface PayOrder {
  clientSecret: string
  method: string
  outcome: string
}

/**
 * The switchboard: what WolffPay's dashboard, Stripe, the bank, the shopper and the network do.
 * Payments are named by document id or `pi_…`. What is not possible throws a {@link Refusal}.
 * Every change is on the disk before its promise resolves.
 */
export class Control {
  constructor(
    private readonly ctx: Context,
    private readonly restart: () => void
  ) {}

  /** A copy of everything: changing it changes nothing. */
  state(): StateDump {
    const { ctx } = this
    const { settings, payments, refunds, deliveries, requests, violations } = ctx.state
    const readers = ctx.state.readers.map((reader) => ({
      ...reader,
      waitingFor: ctx.readers.waitingFor(reader.id),
    }))
    return structuredClone({
      now: ctx.clock.iso(),
      settings,
      payments,
      refunds,
      readers,
      deliveries,
      ledger: ledgerOf(ctx.state),
      faults: ctx.faults.list(),
      requests,
      violations,
    })
  }

  /** A shopper's attempt, as by `POST /sandbox/pay`. */
  pay(order: PayOrder): Promise<unknown> {
    return this.change(() => payAsShopper(this.ctx, order))
  }

  /** Moves the sandbox's clock; what falls due meanwhile happens. */
  async advance(ms: number): Promise<void> {
    if (!Number.isSafeInteger(ms) || ms < 0) {
      throw new Refusal(400, "Invalid advanceMs. Must be a whole number from 0.")
    }
    this.ctx.clock.offset += ms
    this.ctx.state.clockOffsetMs = this.ctx.clock.offset
    this.ctx.scheduler.wake()
    await this.ctx.commit()
  }

  settings(patch: SettingsPatch): Promise<Settings> {
    return this.change(() => {
      const { state, webhooks } = this.ctx
      const wasPaused = state.settings.webhooksPaused
      Object.assign(state.settings, parseSettingsPatch(patch))
      if (wasPaused && !state.settings.webhooksPaused) webhooks.resume()
      return state.settings
    })
  }

  /** Orders faults; see the README for the kinds. */
  addFaults(rules: FaultRule | FaultRule[]): Promise<ActiveFault[]> {
    return this.change(() => orderFaults(this.ctx, parseFaults(rules)))
  }

  /** Forgets all faults, lets held events go and resumes sending. */
  clearFaults(): Promise<void> {
    return this.change(() => {
      const { ctx } = this
      ctx.faults.clear()
      ctx.state.settings.webhooksPaused = false
      ctx.webhooks.releaseHeld()
      ctx.webhooks.resume()
    })
  }

  /** Everything as it was when the sandbox was first started. */
  reset(): Promise<void> {
    return this.change(() => this.restart())
  }

  /** A payment that another shop made on the same account. */
  createForeignPayment(order: ForeignPayment = {}): Promise<Payment> {
    return this.change(() => makeForeignPayment(this.ctx, order))
  }

  payment(id: string, account?: Mode): Payment {
    return structuredClone(findPayment(this.ctx, id, account))
  }

  capture(id: string): Promise<Payment> {
    return this.onPayment(id, (payment) => applyStep(this.ctx, payment, capture(payment)))
  }

  cancel(id: string): Promise<Payment> {
    return this.onPayment(id, (payment) => applyStep(this.ctx, payment, cancel(payment)))
  }

  /** An authorisation runs out: canceled, without an event. */
  expire(id: string): Promise<Payment> {
    return this.onPayment(id, (payment) => applyStep(this.ctx, payment, expire(payment)))
  }

  /** The bank says yes: to a payment that is processing, or to one that is still open. */
  succeed(id: string): Promise<Payment> {
    return this.onPayment(id, (payment) => succeedNow(this.ctx, payment))
  }

  /** The bank says no; a payment that had succeeded is taken back (a returned debit). */
  fail(id: string): Promise<Payment> {
    return this.onPayment(id, (payment) => failNow(this.ctx, payment))
  }

  /** A refund made in WolffPay's dashboard: no call of ours, but an event. Amount in cents, all when absent. */
  refund(id: string, order: { amount?: number; reason?: RefundReason } = {}): Promise<Refund> {
    return this.change(() => addRefund(this.ctx, findPayment(this.ctx, id), order))
  }

  finishRefund(id: string, end: RefundEnd): Promise<Refund> {
    return this.change(() => finishRefund(this.ctx, id, end))
  }

  /** The payment's last webhook once more; with an event, a new webhook about what the payment is now. */
  sendWebhook(id: string, event?: PaymentEvent): Promise<Delivery[]> {
    return this.change(() => resendWebhook(this.ctx, findPayment(this.ctx, id), event))
  }

  /** One delivery of the log once more: the same bytes, the next attempt number. */
  resend(deliveryId: string): Promise<Delivery> {
    return this.change(() => {
      const delivery = this.ctx.state.deliveries.find((one) => one.id === deliveryId)
      if (!delivery) throw new Refusal(404, "Delivery not found")
      this.ctx.webhooks.resend(delivery)
      return delivery
    })
  }

  /** Sends every waiting webhook now, whenever its next attempt was planned. */
  async flushWebhooks(): Promise<void> {
    this.ctx.webhooks.flush()
    await this.webhooksIdle()
  }

  /** Resolves when no webhook is being sent and none is due. */
  webhooksIdle(): Promise<void> {
    return this.ctx.webhooks.idle()
  }

  addReader(reader: Partial<Omit<Reader, "collected">> = {}): Promise<Reader> {
    return this.change(() => addReader(this.ctx, reader))
  }

  setReader(id: string, patch: ReaderPatch): Promise<Reader> {
    return this.change(() => changeReader(this.ctx, id, patch))
  }

  /** Somebody holds a card to the reader, one that the bank declines, or walks away. */
  presentCard(readerId: string, outcome: ReaderOutcome): Promise<void> {
    return this.change(() => {
      if (!this.ctx.readers.present(readerId, outcome)) {
        throw new Refusal(400, "This reader is not waiting for a card.")
      }
    })
  }

  private onPayment(id: string, act: (payment: Payment) => void): Promise<Payment> {
    return this.change(() => {
      const payment = findPayment(this.ctx, id)
      act(payment)
      return payment
    })
  }

  private async change<T>(act: () => T): Promise<T> {
    const result = structuredClone(act())
    await this.ctx.commit()
    return result
  }
}
