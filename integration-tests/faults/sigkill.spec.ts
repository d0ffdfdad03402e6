import axios from "axios"
import { Client } from "pg"
import { createDatabase } from "../support/database"
import { ShopSandbox } from "../support/sandbox"
import { Shop } from "../support/shop"
import { ShopProcess } from "../support/shop-process"
import { waitUntil } from "../support/wait"
import { expectAgreement } from "./books"
import { elapse } from "./clock"

const JOB = "wolffpay-reconcile"
const DATABASE = `wolffpay_sigkill_${process.pid}`
/** Longer than any test: whoever waits for this answer is killed while waiting. */
const NEVER_MS = 120_000

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
    database = await createDatabase(DATABASE)
    sandbox = await ShopSandbox.start()
    medusa = new ShopProcess(environment())
    await medusa.migrate()
    await medusa.kill()
    medusa = new ShopProcess(environment())
    port = await medusa.start()
    const api = axios.create({ baseURL: `http://127.0.0.1:${port}` })
    const noContainer = () => {
      throw new Error("This shop is another process")
    }
    shop = await Shop.open(api, noContainer, await medusa.seed())
  }, 120_000)

  beforeEach(async () => {
    await sandbox.reset(`http://127.0.0.1:${port}`)
    // What an earlier test left behind is not this test's business.
    await database.query(`update "order" set deleted_at = now() where deleted_at is null`)
    await database.query(`update order_cart set deleted_at = now() where deleted_at is null`)
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

  it.each([["payment"], ["order_transaction"]])(
    "while the cart is being completed, at the writing of %s: one order, paid once (contract 4.3)",
    async (table) => {
      const cart = await shop.readyCart()
      const session = await shop.startPaymentSession(cart.id)
      await sandbox.paySilently(session)
      const lock = await lockTable(table)
      callInVain(shop.completeCart(cart.id))
      await lock.waiting()
      await medusa.kill()
      await lock.release()

      await killAndRestart()
      await laterOn()

      await expectAgreement(database.query, sandbox)
    }
  )

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
