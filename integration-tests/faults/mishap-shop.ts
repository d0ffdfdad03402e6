import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../src/modules/wolffpay/service"
import type { ShopSuite } from "../support/runner"
import { waitUntil } from "../support/wait"
import { expectAgreement, readBooks } from "./books"
import { elapse, type Query } from "./clock"

/** Longer than every lease and every look of a young payment; seconds. */
const A_WHILE = 100

/** A shop in which something goes wrong, and the job that mends it. */
export class MishapShop {
  constructor(private readonly suite: ShopSuite) {}

  get service() {
    return this.suite.container.resolve<WolffPayModuleService>("wolffpay")
  }

  get payments() {
    return this.suite.container.resolve(Modules.PAYMENT)
  }

  readonly query: Query = async <Row extends object>(sql: string) => {
    const database = this.suite.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await database.raw<{ rows: Row[] }>(sql)
    return rows
  }

  /** One tick of the plugin's scheduled job, through Medusa's own door for it. */
  async runJob() {
    await this.suite.container
      .resolve(Modules.WORKFLOW_ENGINE)
      .run("job-wolffpay-reconcile", { input: {} })
  }

  elapse(seconds: number) {
    return elapse(this.query, seconds)
  }

  /** Some minutes pass, and the job runs as it does. */
  async laterOn(ticks = 3) {
    for (let tick = 0; tick < ticks; tick += 1) {
      await this.elapse(A_WHILE)
      await this.runJob()
    }
  }

  /** As core writes down a completion when it begins; the end is missing. */
  async completionBegan(cartId: string, secondsAgo: number) {
    await this.query(
      `insert into workflow_execution (id, workflow_id, transaction_id, run_id, execution, context, state, created_at)
       values ('wf_exec_begun', 'complete-cart', 'auto-begun', 'begun', '{}',
         '{"data":{"payload":{"id":"${cartId}"}},"errors":[]}', 'not_started', now() - interval '${secondsAgo} seconds')`
    )
  }

  /** The events of the inbox are finished, or wait for another try. */
  untilEventsRest() {
    return waitUntil("no event is being worked on", async () => {
      const busy = await this.query(
        `select id from wolffpay_webhook_event where state = 'received' and last_error is null`
      )
      return busy.length === 0
    })
  }

  /** The events are finished, and every refund is seen to stand in all of Medusa's books. */
  async untilBooksRest() {
    await this.untilEventsRest()
    await waitUntil("every refund is whole", async () => {
      const open = await this.query(`select id from wolffpay_refund where line_at is null`)
      return open.length === 0
    })
  }

  books() {
    return readBooks(this.query, this.suite.sandbox)
  }

  agrees(paidCarts = 1) {
    return expectAgreement(this.query, this.suite.sandbox, paidCarts)
  }

  async paymentStarted() {
    const cart = await this.suite.shop.readyCart()
    const session = await this.suite.shop.startPaymentSession(cart.id)
    return { cart, session, intentId: String(session.data.id) }
  }

  /** A cart of EUR 15.00 that became a paid order without any mishap. */
  async orderPaid() {
    const started = await this.paymentStarted()
    await this.suite.sandbox.pay(started.session)
    const order = await waitUntil("the order is settled", async () => {
      const intent = await this.service.intents.ofIntent(started.intentId)
      return intent?.settled_at ? this.suite.shop.readOrder(started.cart.id) : undefined
    })
    await this.untilEventsRest()
    const paymentId = order.payments[0]?.id ?? ""
    return { ...started, order, paymentId }
  }

  /** The merchant's refund in the admin; major units. */
  refund(paymentId: string, amount: number) {
    return this.suite.shop.tryAdminPost(`/admin/payments/${paymentId}/refund`, { amount })
  }
}
