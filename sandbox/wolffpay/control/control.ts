import { CommonControl } from "../../shared/control/common-control"
import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import type { RequestLogEntry, Violation } from "../core/logs"
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
import type { Reader } from "../terminal/reader"
import type { Delivery } from "../webhooks/delivery"
import type { PaymentEvent } from "../webhooks/webhook-event"
import { failNow, resendWebhook, succeedNow } from "./dashboard"
import type { ForeignPayment } from "./foreign-payment"
import { makeForeignPayment } from "./foreign-payment"
import type { LedgerLine } from "./ledger"
import { ledgerOf } from "./ledger"
import type { CardOrder, ReaderPatch } from "./reader-desk"
import { addReader, changeReader, parseCardOrder, presentCard } from "./reader-desk"

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
export class Control extends CommonControl<Delivery, FaultRule, Settings> {
  constructor(
    private readonly ctx: Context,
    restart: () => void
  ) {
    super(ctx, restart)
  }

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

  settings(patch: SettingsPatch): Promise<Settings> {
    return this.changeSettings(() => parseSettingsPatch(patch))
  }

  /** Orders faults; see the README for the kinds. */
  addFaults(rules: FaultRule | FaultRule[]): Promise<ActiveFault[]> {
    return this.orderFaults(() => parseFaults(rules))
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

  addReader(reader: ReaderPatch & { id?: string } = {}): Promise<Reader> {
    return this.change(() => addReader(this.ctx, reader))
  }

  setReader(id: string, patch: ReaderPatch): Promise<Reader> {
    return this.change(() => changeReader(this.ctx, id, patch))
  }

  /** Pulls the plug out of a reader, or puts it in again. What it was doing is lost. */
  setPlug(id: string, plugged: boolean): Promise<Reader> {
    return this.setReader(id, { plugged })
  }

  /** Somebody holds a card to the reader, one that the bank declines, or presses its red button. */
  presentCard(
    readerId: string,
    outcome: CardOrder["outcome"],
    more: Omit<CardOrder, "outcome"> = {}
  ): Promise<void> {
    return this.change(() => presentCard(this.ctx, readerId, parseCardOrder({ outcome, ...more })))
  }

  private onPayment(id: string, act: (payment: Payment) => void): Promise<Payment> {
    return this.change(() => {
      const payment = findPayment(this.ctx, id)
      act(payment)
      return payment
    })
  }
}
