import { Modules } from "@medusajs/framework/utils"
import { restoreOptions, setOption } from "../support/plugin-options"
import { purchasesOf } from "../support/purchase"
import { describeShop } from "../support/runner"
import { one } from "../support/seed"
import { WOLFFPAY } from "../support/shop"
import { waitUntil } from "../support/wait"
import { postWebhook, WEBHOOK_SECRET } from "../support/webhook"

jest.setTimeout(180_000)

const PER_MINUTE = 12
const WINDOW_MS = 60_000

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

    // First, while nothing is used yet: the budget outlives a test.
    it("never sends more than its budget in any 60 seconds, and keeps the last of it for checkouts (contract 4.8, R19)", async () => {
      const { sandbox, shop } = suite
      setOption(suite, "intentsPerAddressPerMinute", 0)
      for (let i = 0; i < 8; i += 1) {
        await checkout()
      }
      await books.reconcileAfter(2)
      expect(sandbox.calls).toEqual(Array(8).fill("POST /api/v1/payments"))
      const carts = []
      for (let i = 0; i < PER_MINUTE; i += 1) {
        carts.push(await shop.readyCart())
      }
      const answers = await Promise.all(carts.map((cart) => tryToPay(cart.id)))
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
      await waitUntil(
        "the job is let in again",
        async () => {
          await books.reconcileAfter(2)
          return sandbox.calls.includes("GET /api/v1/payments")
        },
        WINDOW_MS + 10_000
      )
    })

    it("lets a cart start five payments a minute and an address twenty, and makes no call for more (R19)", async () => {
      const { sandbox, shop } = suite
      const { cartId } = await checkout()
      await copyAttempts(4, cartId)
      const refused = await tryToPay(cartId)
      const sentence = {
        type: "too_many_requests",
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
          { type: "invalid_data", message: expect.stringContaining(limit) },
        ])
      }
      expect(suite.sandbox.calls).toEqual([])
      expect(await books.intents()).toEqual([])
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

    it("writes no secret into its logs or answers, in good times or bad (contract 4.10)", async () => {
      const { api, sandbox, shop } = suite
      const logged: string[] = []
      const logger = suite.container.resolve("logger") as unknown as Record<string, LogMethod>
      for (const level of ["debug", "info", "warn", "error"]) {
        jest.spyOn(logger, level).mockImplementation((...parts) => {
          logged.push(parts.map(textOf).join(" "))
        })
      }
      for (const stream of [process.stdout, process.stderr]) {
        jest.spyOn(stream, "write").mockImplementation((chunk) => {
          logged.push(String(chunk))
          return true
        })
      }
      const answers: unknown[] = []
      const { cartId, session } = await checkout()
      answers.push((await postWebhook(api, { event: "x" }, { secret: "whsec_wrong" })).data)
      answers.push((await postWebhook(api, "{", { secret: "whsec_wrong" })).data)
      await sandbox.control.addFaults({ kind: "status", status: 401 })
      answers.push((await tryToPay((await shop.readyCart()).id)).data)
      await sandbox.control.addFaults({ kind: "garbage" })
      answers.push((await tryToPay((await shop.readyCart()).id)).data)
      await sandbox.decline(session)
      answers.push((await shop.completeCart(cartId)).data)
      await sandbox.pay(session)
      await paidOrder(cartId)
      await inboxClosed(2)
      answers.push((await shop.tryAdminGet("/admin/wolffpay/attention?state=all")).data)
      answers.push(await shop.readOrder(cartId))
      jest.restoreAllMocks()

      expect(logged.join("\n")).toMatch(/webhook refused/)
      const secrets = [process.env.WOLFFPAY_API_KEY, WEBHOOK_SECRET]
      const clientSecrets = sandbox.payments.map((payment) => payment.clientSecret)
      for (const secret of [...secrets, ...clientSecrets]) {
        expect(secret?.length).toBeGreaterThan(10)
        expect(logged.filter((line) => line.includes(String(secret)))).toEqual([])
      }
      for (const secret of secrets) {
        expect(JSON.stringify(answers)).not.toContain(secret)
      }
    })
  },
  { env: { WOLFFPAY_REQUESTS_PER_MINUTE: String(PER_MINUTE) } }
)

type LogMethod = (...parts: unknown[]) => void

function textOf(part: unknown): string {
  return part instanceof Error
    ? `${part.message} ${part.stack ?? ""} ${JSON.stringify(part)}`
    : typeof part === "string"
      ? part
      : JSON.stringify(part)
}
