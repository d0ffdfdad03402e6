import { Modules } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../src/modules/wolffpay/service"
import { restartClient, restoreOptions, setOption } from "../support/plugin-options"
import { purchasesOf } from "../support/purchase"
import { describeShop } from "../support/runner"
import { one } from "../support/one"
import { WOLFFPAY } from "../support/shop"
import { waitUntil } from "../support/wait"

jest.setTimeout(180_000)

const PER_MINUTE = 12
const WINDOW_MS = 60_000
const CREATE = { method: "POST", path: "/api/v1/payments" } as const

describeShop(
  "Limits",
  (suite) => {
    const { books, checkout, paidOrder, inboxClosed } = purchasesOf(suite)
    afterEach(restoreOptions)

    /** Attempts that were made within the last minute, written as the plugin writes them. */
    const copyAttempts = (count: number, cartId: string | null) =>
      books.sql(
        `INSERT INTO wolffpay_payment_intent
           (id, session_id, attempt, idempotency_key, amount, currency, capture_method, live, state, cart_id, client_hash)
         SELECT 'wpint_copy' || n, 'payses_copy' || n, 1, 'copy:' || n, amount, currency, capture_method, live, 'refused',
           coalesce(?, 'cart_of_' || n), client_hash
         FROM wolffpay_payment_intent, generate_series(1, ?) AS n WHERE id NOT LIKE 'wpint_copy%'`,
        [cartId, count]
      )
    const createRequests = () =>
      suite.sandbox.control
        .state()
        .requests.filter(({ method, path }) => method === CREATE.method && path === CREATE.path)
    const tryToPay = async (cartId: string) => {
      const { id } = await suite.shop.createPaymentCollection(cartId)
      return suite.shop.tryStartPaymentSession(id)
    }
    const collectionOf = async (amount: number, currency_code = "eur") => {
      const payment = suite.container.resolve(Modules.PAYMENT)
      const { id } = await payment.createPaymentCollections({ amount, currency_code })
      return suite.shop.tryAdminPost(`/admin/payment-collections/${id}/payment-sessions`, {
        provider_id: WOLFFPAY,
      })
    }

    it("never sends more than its budget in any 60 seconds, and keeps the last of it for checkouts (contract 4.8, R19)", async () => {
      const { sandbox, shop } = suite
      const realNow = Date.now.bind(Date)
      let later = 0
      jest.spyOn(Date, "now").mockImplementation(() => realNow() + later)
      restartClient(suite)
      setOption(suite, "intentsPerAddressPerMinute", 0)
      // All of it before the first call: on a busy machine the carts alone take their minute.
      const collections: string[] = []
      for (let i = 0; i < 8 + PER_MINUTE; i += 1) {
        const cart = await shop.readyCart()
        collections.push((await shop.createPaymentCollection(cart.id)).id)
      }
      for (const id of collections.slice(0, 8)) {
        expect((await shop.tryStartPaymentSession(id)).status).toBe(200)
      }
      await books.reconcileAfter(2)
      expect(sandbox.calls).toEqual(Array(8).fill("POST /api/v1/payments"))
      const answers = await Promise.all(
        collections.slice(8).map((id) => shop.tryStartPaymentSession(id))
      )
      const served = answers.filter((answer) => answer.status === 200)
      expect(served.length).toBeGreaterThanOrEqual(3)
      const waiting = answers.filter((answer) => answer.status !== 200)
      for (const answer of waiting) {
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.data.message).toEqual(expect.stringMatching(/^[A-Z].*\.$/))
      }
      const times = sandbox.control.state().requests.map((request) => Date.parse(request.at))
      for (const start of times) {
        const within = times.filter((at) => at >= start && at < start + WINDOW_MS)
        expect(within.length).toBeLessThanOrEqual(PER_MINUTE)
      }
      const looked = async () => {
        await books.reconcileAfter(2)
        return sandbox.calls.includes("GET /api/v1/payments")
      }
      later = WINDOW_MS / 2
      expect(await looked()).toBe(false)
      later = WINDOW_MS + 10_000
      await waitUntil("the job is let in again", looked)
    })

    it("lets a cart start five payments a minute and an address twenty, and makes no call for more (R19)", async () => {
      const { sandbox, shop } = suite
      const { cartId } = await checkout()
      await copyAttempts(4, cartId)
      const refused = await tryToPay(cartId)
      const sentence = {
        type: "too_many_requests",
        code: "too_many_attempts",
        message: expect.stringMatching(/wait a minute/),
      }
      expect([refused.status, refused.data]).toEqual([429, sentence])
      expect(sandbox.calls).toEqual(["POST /api/v1/payments"])

      const other = await shop.readyCart()
      await books.sql("DELETE FROM wolffpay_payment_intent WHERE id LIKE 'wpint_copy%'")
      await copyAttempts(19, null)
      const crowded = await tryToPay(other.id)
      expect([crowded.status, crowded.data]).toEqual([429, sentence])
      expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
      setOption(suite, "intentsPerAddressPerMinute", 0)
      expect((await tryToPay(other.id)).status).toBe(200)
      const manual = await shop.startPaymentSession(other.id, "pp_system_default")
      expect(manual.provider_id).toBe("pp_system_default")
    })

    it("looks for one address only so often whether its payments are made, however many they are (R19)", async () => {
      const { sandbox, shop } = suite
      setOption(suite, "requestsPerMinute", 1000)
      restartClient(suite)
      setOption(suite, "intentsPerAddressPerMinute", 3)
      const carts = [await checkout(), await checkout(), await checkout()]
      for (const { cartId } of [...carts, ...carts]) {
        expect((await shop.completeCart(cartId)).data.type).toBe("cart")
      }
      const looks = sandbox.calls.filter((call) => call.startsWith("GET /api/v1/payments/"))
      expect(looks.length).toBeLessThanOrEqual(3)
    })

    it("answers the same to the one of several starts at once that is too many (R19)", async () => {
      const { sandbox, container } = suite
      const { cartId } = await checkout()
      await copyAttempts(4, cartId)
      const plugin = container.resolve<WolffPayModuleService>("wolffpay")
      const count = plugin.newIntentProblem.bind(plugin)
      // As if another start came between the first count and this one's own row.
      jest
        .spyOn(plugin, "newIntentProblem")
        .mockImplementation(async (origin, attempt) => attempt && count(origin, attempt))
      const refused = await tryToPay(cartId)
      jest.restoreAllMocks()
      expect([refused.status, refused.data]).toEqual([
        429,
        {
          type: "too_many_requests",
          code: "too_many_attempts",
          message: expect.stringMatching(/wait a minute/),
        },
      ])
      expect(sandbox.payments).toHaveLength(1)
    })

    it("refuses amounts and currencies that WolffPay does not take, by name and without a call (W13)", async () => {
      const refusals: [number, string, string][] = [
        [0.49, "eur", "0.50 EUR"],
        [0.494, "eur", "0.50 EUR"],
        [0, "eur", "0.50 EUR"],
        [1_000_000, "eur", "999999.99 EUR"],
        [999_999.995, "eur", "999999.99 EUR"],
        [25, "jpy", "EUR, USD, GBP"],
        [25, "sek", "EUR, USD, GBP"],
      ]
      for (const [amount, currency, limit] of refusals) {
        const answer = await collectionOf(amount, currency)
        expect([amount, currency, answer.status, answer.data]).toEqual([
          amount,
          currency,
          400,
          {
            type: "invalid_data",
            code: "payment_not_possible",
            message: expect.stringContaining(limit),
          },
        ])
      }
      expect(suite.sandbox.calls).toEqual([])
      expect(await books.intents()).toEqual([])
    })

    it("asks for a card only where the currency is not euro (R8)", async () => {
      const answer = await collectionOf(25, "usd")
      expect(answer.status).toBe(200)
      expect(suite.sandbox.payments).toMatchObject([
        { currency: "usd", paymentMethodTypes: ["card"] },
      ])
    })

    it("starts one payment under one key when the answer to its start is lost (contract 4.1)", async () => {
      const { sandbox } = suite
      await sandbox.control.addFaults({ ...CREATE, kind: "drop_after", times: 1 })
      const { session } = await checkout()
      const keys = createRequests().map(({ idempotencyKey }) => idempotencyKey)
      expect(keys).toHaveLength(2)
      expect(new Set(keys).size).toBe(1)
      expect(sandbox.payments).toMatchObject([{ id: session.data.id }])
    })

    it("refuses an answer with another amount than was asked, and calls a person (contract 4.1)", async () => {
      await suite.sandbox.control.addFaults({ ...CREATE, kind: "wrong_amount", times: 1 })
      const answer = await tryToPay((await suite.shop.readyCart()).id)
      expect(answer.status).not.toBe(200)
      expect(await books.openReasons()).toEqual(["response_mismatch"])
    })

    it("calls a person when WolffPay does not know an intent that we hold (R11)", async () => {
      const { cartId } = await checkout()
      // As after the API key was changed for another account's.
      await suite.sandbox.reset(suite.baseUrl)
      await suite.shop.addItem(cartId, "teapot")
      await waitUntil("a person is called", async () =>
        (await books.openReasons()).includes("intent_not_found")
      )
    })

    it("charges a total of 29.282 as 29.28 and captures it in full (contract 4.9)", async () => {
      const { sandbox, shop } = suite
      const cart = await shop.createCart()
      const carts = suite.container.resolve(Modules.CART)
      const { items } = await carts.retrieveCart(cart.id, { relations: ["items"] })
      await shop.addAddressAndShipping(cart.id)
      await carts.updateLineItems(one(items ?? []).id, { unit_price: 24.282 })
      const { session } = await checkout(cart.id)
      expect(session.data.amount).toBe(2928)
      await sandbox.pay(session)
      const order = await paidOrder(cart.id)
      await inboxClosed()
      expect(order.total).toBeCloseTo(29.282, 3)
      expect(one(order.payments).captured_at).toBeTruthy()
      expect(order.payment_collections.map(({ status }) => status)).toEqual(["completed"])
      expect(await books.attentions()).toEqual([])
      expect(sandbox.control.state().ledger.map((line) => line.charged)).toEqual([2928])
    })
  },
  { env: { WOLFFPAY_REQUESTS_PER_MINUTE: String(PER_MINUTE) } }
)
