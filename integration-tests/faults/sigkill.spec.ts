import axios from "axios"
import { Client } from "pg"
import { createDatabase } from "../support/database"
import { ShopSandbox } from "../support/sandbox"
import { Shop } from "../support/shop"
import { seededTemplate } from "../support/seeded-template"
import { ShopProcess } from "../support/shop-process"
import { waitUntil } from "../support/wait"
import { expectAgreement, readBooks } from "./books"
import { elapse } from "./clock"

const JOB = "wolffpay-reconcile"
const DATABASE = `wolffpay_sigkill_${process.pid}`
/** Longer than any test: whoever waits for this answer is killed while waiting. */
const NEVER_MS = 120_000
/** Each test boots a Medusa, which takes minutes on a busy machine. */
const BOOTS_MS = 300_000
jest.setTimeout(BOOTS_MS)

describe("A Medusa that is killed with SIGKILL", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>
  let sandbox: ShopSandbox
  let medusa: ShopProcess
  let shop: Shop
  let port: number

  const environment = () => ({
    ...sandbox.environment,
    SHOP_DATABASE_URL: database.url,
    TEST_PLUGIN_OPTIONS: "{}",
    LOG_LEVEL: "error",
  })

  beforeAll(async () => {
    const template = seededTemplate()
    database = await createDatabase(DATABASE, template?.database)
    sandbox = await ShopSandbox.start()
    if (!template) {
      medusa = new ShopProcess(environment())
      await medusa.migrate().finally(() => medusa.kill())
    }
    medusa = new ShopProcess(environment())
    port = await medusa.start()
    const api = axios.create({ baseURL: `http://127.0.0.1:${port}` })
    const noContainer = () => {
      throw new Error("This shop is another process")
    }
    shop = await Shop.open(api, noContainer, template?.seeded ?? (await medusa.seed()))
  }, BOOTS_MS)

  beforeEach(async () => {
    await sandbox.reset(`http://127.0.0.1:${port}`)
    // What an earlier test left behind is not this test's business.
    await database.query(`update "order" set deleted_at = now() where deleted_at is null`)
    await database.query(`update order_cart set deleted_at = now() where deleted_at is null`)
    await database.query(
      `update order_payment_collection set deleted_at = now() where deleted_at is null`
    )
  })

  afterEach(() => {
    expect(sandbox.violations).toEqual([])
  })

  afterAll(async () => {
    await medusa.kill()
    await sandbox.close()
    await database.drop()
  })

  async function killAndRestart() {
    await medusa.kill()
    await sandbox.control.clearFaults()
    medusa = new ShopProcess(environment())
    await medusa.start(port)
  }

  /** Minutes pass, and the job ticks as it does. */
  async function laterOn(ticks = 3) {
    for (let tick = 0; tick < ticks; tick += 1) {
      await elapse(database.query, 100)
      await medusa.runJob(JOB)
    }
  }

  function untilCalled(call: string) {
    return waitUntil(`WolffPay got ${call}`, () => sandbox.calls.includes(call))
  }

  /** A call that nobody will answer, because its server is about to die. */
  function callInVain(call: Promise<unknown>) {
    call.catch(() => undefined)
  }

  /** Keeps every write to a table waiting until the lock is let go: a flow stops exactly there. */
  async function lockTable(table: string) {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query(`begin; lock table ${table} in share mode`)
    const waiting = () =>
      waitUntil(`a write to ${table} waits`, async () => {
        const { rowCount } = await client.query(
          `select 1 from pg_locks where not granted and relation = '${table}'::regclass`
        )
        return (rowCount ?? 0) > 0
      })
    return { waiting, release: () => client.end() }
  }

  /** A paid cart whose completion is killed at the first write to this table. */
  async function cutOffAt(table: string) {
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    await sandbox.paySilently(session)
    const lock = await lockTable(table)
    callInVain(shop.completeCart(cart.id))
    await lock.waiting()
    // Core writes these at the same moment; the kill comes when the others are done.
    if (table === "reservation_item") {
      await waitUntil("the order is linked", async () => (await linkedOrders(cart.id)).length > 0)
    }
    if (table === "order_cart") {
      await waitUntil("the money is linked", async () => (await ordersWithMoney()).length > 0)
    }
    await medusa.kill()
    await lock.release()
    return { cart, intentId: String(session.data.id) }
  }

  async function linkedOrders(cartId: string) {
    const rows = await database.query<{ order_id: string }>(
      `select order_id from order_cart where cart_id = '${cartId}' and deleted_at is null`
    )
    return rows.map((row) => row.order_id)
  }

  async function ordersWithMoney() {
    const rows = await database.query<{ order_id: string }>(
      `select order_id from order_payment_collection where deleted_at is null`
    )
    return rows.map((row) => row.order_id)
  }

  function reservationsOf(orderId: string) {
    return database.query(
      `select id from reservation_item where deleted_at is null
       and line_item_id in (select item_id from order_item where order_id = '${orderId}')`
    )
  }

  function interruptionsOf(intentId: string) {
    return database.query<{ order_id: string; message: string; occurrences: number }>(
      `select order_id, message, occurrences from wolffpay_attention
       where reason = 'order_interrupted' and intent_id = '${intentId}' and resolved_at is null`
    )
  }

  async function orderPaid() {
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    await sandbox.pay(session)
    const [payment] = await waitUntil("the order is settled", async () => {
      const rows = await database.query<{ id: string }>(
        `select payment.id from payment join wolffpay_payment_intent intent on intent.session_id = payment.payment_session_id
         where intent.intent_id = '${String(session.data.id)}' and intent.settled_at is not null`
      )
      return rows.length > 0 && rows
    })
    return { cart, session, paymentId: payment?.id ?? "" }
  }

  it("while a payment is being started: the shopper starts again and pays once (R9, R10)", async () => {
    const cart = await shop.readyCart()
    await sandbox.control.addFaults({
      kind: "slow",
      method: "POST",
      path: "/api/v1/payments",
      ms: NEVER_MS,
    })
    callInVain(shop.startPaymentSession(cart.id))
    await untilCalled("POST /api/v1/payments")
    await killAndRestart()

    await sandbox.pay(await shop.startPaymentSession(cart.id))
    await laterOn()

    await expectAgreement(database.query, sandbox)
    expect(sandbox.payments.map((payment) => payment.status).sort()).toEqual([
      "canceled",
      "succeeded",
    ])
  })

  it("right after the 200 for a webhook: the event is in the inbox and becomes an order (contract 4.2)", async () => {
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    const lock = await lockTable(`"order"`)
    await sandbox.pay(session)
    expect(sandbox.deliveries.map((delivery) => delivery.state)).toEqual(["delivered"])
    await medusa.kill()
    await lock.release()
    expect(await database.query(`select id from "order" where deleted_at is null`)).toEqual([])

    await killAndRestart()
    await laterOn(1)

    await expectAgreement(database.query, sandbox)
    expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
  })

  it.each([["payment"], ["order_transaction"], ["reservation_item"], ["order_cart"]])(
    "while the cart is being completed, at the writing of %s: one order, paid, reserved and announced once, and a person is told (contract 4.3, R23)",
    async (table) => {
      const { cart, intentId } = await cutOffAt(table)

      await killAndRestart()
      await laterOn()
      await expectAgreement(database.query, sandbox)
      const [orderId = ""] = await linkedOrders(cart.id)
      expect(await reservationsOf(orderId)).toHaveLength(1)
      expect(await medusa.heard()).toEqual([orderId])
      const told = { occurrences: 1, message: expect.stringContaining("order.placed was missing") }
      expect(await interruptionsOf(intentId)).toMatchObject([{ order_id: orderId, ...told }])
    }
  )

  it("before the cart knew its order, and the shopper comes back before the job: still one order (contract 4.3)", async () => {
    const { cart, intentId } = await cutOffAt("order_cart")
    await killAndRestart()
    // Core does not put one payment on two orders.
    expect((await shop.completeCart(cart.id)).data.type).not.toBe("order")
    await laterOn()

    await expectAgreement(database.query, sandbox)
    const [orderId = ""] = await linkedOrders(cart.id)
    expect((await shop.completeCart(cart.id)).data).toMatchObject({ order: { id: orderId } })
    expect(await medusa.heard()).toEqual([orderId])
    expect(await interruptionsOf(intentId)).toMatchObject([{ order_id: orderId, occurrences: 1 }])
  })

  it("before anything told whose order it was: one order for the cart, and the one left over is named (contract 4.3, R23)", async () => {
    const { cart, intentId } = await cutOffAt("order_cart")
    await database.query(
      `update order_payment_collection set deleted_at = now() where deleted_at is null`
    )
    await killAndRestart()
    await laterOn()

    const [orderId = "", ...others] = await linkedOrders(cart.id)
    expect(others).toEqual([])
    const orders = await database.query<{ id: string }>(
      `select id from "order" where deleted_at is null`
    )
    const leftOver = orders.map(({ id }) => id).filter((id) => id !== orderId)
    expect(leftOver).toHaveLength(1)
    expect(await ordersWithMoney()).toEqual([orderId])
    expect(await reservationsOf(orderId)).toHaveLength(1)
    expect(await medusa.heard()).toEqual([orderId])
    const [raised] = await interruptionsOf(intentId)
    expect(raised).toMatchObject({ order_id: orderId, occurrences: 1 })
    expect(raised?.message).toContain(leftOver[0])
    const { lines, unsettled, openEvents } = await readBooks(database.query, sandbox)
    expect(lines).toMatchObject([{ charged: 1500, wolffPay: 1500, medusa: 1500, order: 1500 }])
    expect([unsettled, openEvents]).toEqual([[], []])
  })

  it("while a refund is being made: the money goes back once, and is booked once (R14)", async () => {
    const { paymentId } = await orderPaid()
    await sandbox.control.addFaults({
      kind: "slow",
      method: "POST",
      path: "/api/v1/refunds",
      ms: NEVER_MS,
    })
    callInVain(shop.tryAdminPost(`/admin/payments/${paymentId}/refund`, { amount: 5 }))
    await untilCalled("POST /api/v1/refunds")
    await killAndRestart()
    await laterOn()

    expect(sandbox.refunds.map((refund) => refund.amount)).toEqual([500])
    await expectAgreement(database.query, sandbox)
  })

  it("while the job is at work: the next one finishes what it began", async () => {
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    await sandbox.paySilently(session)
    await elapse(database.query, 100)
    const lock = await lockTable(`"order"`)
    callInVain(medusa.runJob(JOB))
    await lock.waiting()
    await medusa.kill()
    await lock.release()

    await killAndRestart()
    await laterOn()

    await expectAgreement(database.query, sandbox)
  })
})
