import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { eventAbout } from "../support/crafted-event"
import { logEvents } from "../support/event-log"
import { PluginBooks } from "../support/plugin-books"
import { describeShop } from "../support/runner"
import { one } from "../support/seed"
import { MANUAL } from "../support/shop"
import { waitUntil } from "../support/wait"
import { postWebhook } from "../support/webhook"

/** Something that stands in the way of an order after its payment is booked: the moment at which core refunds by itself. */
let obstacle: string | undefined
completeCartWorkflow.hooks.orderCreated(async () => {
  if (obstacle) {
    throw new Error(obstacle)
  }
})

describeShop(
  "Settling a payment",
  (suite) => {
    const books = new PluginBooks(() => suite.container)
    let log: ReturnType<typeof logEvents>
    beforeEach(() => {
      log = logEvents(suite.container)
    })
    afterEach(() => {
      obstacle = undefined
      log.stop()
    })

    const checkout = async (cartId?: string) => {
      const id = cartId ?? (await suite.shop.readyCart()).id
      return { cartId: id, session: await suite.shop.startPaymentSession(id) }
    }
    const paidOrder = (cartId: string) =>
      waitUntil("the order is paid", async () => {
        const order = await suite.shop.readOrder(cartId)
        return order?.payment_status === "captured" && order
      })
    /** No event waits to be worked through any more. */
    const inboxClosed = () =>
      waitUntil("the inbox is worked through", async () => {
        const rows = await books.inbox()
        return rows.length > 0 && rows.every((row) => row.state !== "received") && rows
      })
    /** Carts of other shoppers, ready to become orders: what a careless settlement would complete. */
    const bystanders = async () => {
      const carts = [await suite.shop.readyCart(), await suite.shop.readyCart()]
      await suite.shop.startPaymentSession(carts[0]?.id ?? "", MANUAL)
      await suite.shop.startPaymentSession(carts[1]?.id ?? "")
      return carts.map((cart) => cart.id)
    }
    const expectUntouched = async (cartIds: string[]) => {
      for (const cartId of cartIds) {
        expect(await suite.shop.orderIds(cartId)).toEqual([])
      }
      const { data } = await suite.shop.tryAdminGet("/admin/orders")
      return data.count
    }
    const setStock = async (quantity: number) => {
      const inventory = suite.container.resolve(Modules.INVENTORY)
      const levels = await inventory.listInventoryLevels({})
      await inventory.updateInventoryLevels(
        levels.map(({ inventory_item_id, location_id }) => ({
          inventory_item_id,
          location_id,
          stocked_quantity: quantity,
        }))
      )
    }

    describe("the same event more than once (contract 4.2, R22)", () => {
      it("gives one order and one capture when it comes 50 times at once, and nothing later", async () => {
        const { shop, sandbox, api } = suite
        const { cartId, session } = await checkout()
        await sandbox.paySilently(session)
        const { body } = one(sandbox.deliveries)

        const answers = await Promise.all(Array.from({ length: 50 }, () => postWebhook(api, body)))
        expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200))
        const order = await paidOrder(cartId)
        await inboxClosed()
        for (let i = 0; i < 10; i += 1) {
          expect((await postWebhook(api, body)).data).toEqual({ received: true })
        }

        const after = await shop.readOrderById(order.id)
        expect(await shop.orderIds(cartId)).toEqual([order.id])
        expect(after.payments).toHaveLength(1)
        expect(after.captures.map((capture) => capture.amount)).toEqual([15])
        expect(after.refunds).toEqual([])
        expect(await books.inbox()).toEqual([expect.objectContaining({ deliveries: 60 })])
        expect(log.events.map((event) => event.name)).toEqual(["wolffpay.payment.succeeded"])
        expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
      })

      it("changes nothing when other bytes tell the same", async () => {
        const { shop, sandbox, api } = suite
        const { cartId, session } = await checkout()
        const twins = [1, 2, 3, 4].map((n) => eventAbout(session, { data: { copy: n } }))
        await sandbox.paySilently(session)
        await Promise.all(twins.map((twin) => postWebhook(api, twin)))
        const order = await paidOrder(cartId)
        await sandbox.control.sendWebhook(String(session.data.id), "payment.succeeded")
        await sandbox.control.webhooksIdle()
        const rows = await inboxClosed()

        expect(rows.map((row) => row.state)).toEqual(Array(5).fill("done"))
        expect((await shop.readOrderById(order.id)).captures).toHaveLength(1)
        expect(await shop.orderIds(cartId)).toHaveLength(1)
        expect(log.named("wolffpay.payment.succeeded")).toHaveLength(1)
        expect(await books.attentions()).toEqual([])
      })
    })

    describe("failures (contract 4.2, R5)", () => {
      it("keeps the cart usable after a decline, and the same intent can still pay it", async () => {
        const { shop, sandbox } = suite
        const { cartId, session } = await checkout()
        await sandbox.decline(session)
        await waitUntil(
          "the failure is told",
          () => log.named("wolffpay.payment.failed").length > 0
        )
        await inboxClosed()
        const refused = await shop.completeCart(cartId)
        expect(refused.data).toMatchObject({
          type: "cart",
          error: {
            message: "The payment did not succeed. Please try again or choose another way to pay.",
          },
        })
        expect(await shop.orderIds(cartId)).toEqual([])

        await sandbox.pay(session)
        const order = await paidOrder(cartId)
        const told = {
          payment_session_id: session.id,
          intent_id: session.data.id,
          amount: 1500,
          currency: "eur",
        }
        expect(log.events).toEqual([
          { name: "wolffpay.payment.failed", data: { ...told, order_id: null } },
          { name: "wolffpay.payment.succeeded", data: { ...told, order_id: order.id } },
        ])
        expect(await books.attentions()).toEqual([])
      })

      it("lets a late failure never undo a success: WolffPay is asked once", async () => {
        const { shop, sandbox } = suite
        const { cartId, session } = await checkout()
        await sandbox.control.addFaults({ kind: "reorder", event: "payment.failed" })
        await sandbox.decline(session)
        await sandbox.pay(session)
        const order = await paidOrder(cartId)
        await waitUntil("both events are done", async () => {
          const rows = await books.inbox()
          return rows.length === 2 && rows.every((row) => row.state === "done")
        })
        expect(sandbox.calls).toEqual([
          "POST /api/v1/payments",
          `GET /api/v1/payments/${session.data.id}`,
        ])
        const after = await shop.readOrderById(order.id)
        expect(after).toMatchObject({ payment_status: "captured", status: "pending" })
        expect(after.metadata).not.toHaveProperty("wolffpay_payment_failed")
        expect(await books.attentions()).toEqual([])
        expect(log.named("wolffpay.payment.failed")).toEqual([])
      })

      it("calls a person when a payment that had succeeded is taken back", async () => {
        const { sandbox } = suite
        const { cartId, session } = await checkout()
        await sandbox.pay(session)
        const order = await paidOrder(cartId)
        await sandbox.control.fail(String(session.data.id))
        await sandbox.control.webhooksIdle()
        await inboxClosed()
        const attention = one(await books.attentions())
        expect(attention).toMatchObject({
          reason: "payment_returned",
          order_id: order.id,
          intent_id: session.data.id,
          amount_medusa: 1500,
          amount_wolffpay: 0,
        })
        expect(log.named("wolffpay.attention.required")).toHaveLength(1)
        expect(log.named("wolffpay.payment.failed")).toHaveLength(1)
      })
    })

    describe("events that do not belong to the payment they name (contract 4.4, R9, R23)", () => {
      const cases: [string, string, Record<string, unknown>][] = [
        ["another amount", "amount_mismatch", { amount: 1499 }],
        ["no amount", "amount_mismatch", { amount: undefined }],
        ["an amount in quotes", "amount_mismatch", { amount: "1500" }],
        ["another currency", "amount_mismatch", { currency: "usd" }],
        [
          "another intent with our session in its metadata",
          "intent_mismatch",
          { id: "pi_stranger" },
        ],
        [
          "another intent with our session at the end of its description",
          "intent_mismatch",
          { id: "pi_stranger", metadata: {} },
        ],
        ["no intent id", "intent_mismatch", { id: "cus_123" }],
        ["an unknown status", "unknown_status", { status: "succeeded_maybe" }],
        ["no status", "unknown_status", { status: undefined }],
      ]
      it.each(cases)(
        "keeps one with %s for a person, and touches no cart",
        async (_, reason, data) => {
          const { sandbox, shop, api } = suite
          const others = await bystanders()
          const { cartId, session } = await checkout()
          for (const event of ["payment.succeeded", "payment.failed"]) {
            if (event === "payment.succeeded" || reason !== "unknown_status") {
              expect((await postWebhook(api, eventAbout(session, { event, data }))).status).toBe(
                200
              )
            }
          }
          const rows = await inboxClosed()
          expect(rows.map((row) => row.state)).toEqual(rows.map(() => "attention"))
          expect(await books.openReasons()).toEqual([reason])
          expect(await expectUntouched([...others, cartId])).toBe(0)
          expect(log.named("wolffpay.attention.required")).toHaveLength(1)
          expect(log.named("wolffpay.payment.failed")).toEqual([])

          await sandbox.pay(session)
          await paidOrder(cartId)
          await expectUntouched(others)
        }
      )

      it("leaves an event without our mark alone", async () => {
        const { sandbox } = suite
        const others = await bystanders()
        await sandbox.control.createForeignPayment({ outcome: "succeed" })
        await sandbox.control.createForeignPayment({
          description: "Payment payses_01ANOTHERSHOPSSESSION0000000",
          metadata: { session_id: "payses_01ANOTHERSHOPSSESSION0000000" },
          outcome: "succeed",
        })
        await sandbox.control.createForeignPayment({ outcome: "decline" })
        await sandbox.control.webhooksIdle()
        const rows = await inboxClosed()
        expect(rows.map((row) => row.state)).toEqual(["foreign", "foreign", "foreign"])
        expect(await books.attentions()).toEqual([])
        expect(await expectUntouched(others)).toBe(0)
      })

      it("does not let a signed event pay the session of another provider", async () => {
        const { shop, api } = suite
        const cart = await shop.readyCart()
        const session = await shop.startPaymentSession(cart.id, MANUAL)
        const data = { id: "pi_stranger", amount: 1500, currency: "eur" }
        await postWebhook(api, eventAbout(session, { data }))
        expect(one(await inboxClosed())).toMatchObject({
          state: "attention",
          outcome: "intent_mismatch",
        })
        expect(one(await books.attentions())).toMatchObject({
          payment_session_id: session.id,
          amount_wolffpay: 1500,
        })
        expect(await expectUntouched([cart.id])).toBe(0)
      })

      it.each(["processing", "requires_payment_method", "requires_action", "canceled"])(
        "does not count payment.succeeded with status %s as paid (R5)",
        async (status) => {
          const { api } = suite
          const { cartId, session } = await checkout()
          await postWebhook(api, eventAbout(session, { data: { status } }))
          await inboxClosed()
          expect(await suite.shop.orderIds(cartId)).toEqual([])
          expect(await books.openReasons()).toEqual([])
          await suite.sandbox.pay(session)
          await paidOrder(cartId)
        }
      )
    })

    it("flags money for a checkout that is gone, and completes no stranger's cart (R1, R9)", async () => {
      const { shop, sandbox } = suite
      const { cartId, session } = await checkout()
      await sandbox.control.addFaults({ kind: "drop_before", action: "cancel", times: "always" })
      expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
      const others = await bystanders()
      await sandbox.pay(session)
      const rows = await inboxClosed()
      expect(rows.map((row) => row.outcome)).toEqual(["paid_session_gone"])
      expect(one(await books.attentions())).toMatchObject({
        reason: "paid_session_gone",
        intent_id: session.data.id,
        payment_session_id: session.id,
        amount_wolffpay: 1500,
        amount_medusa: 0,
      })
      expect(log.named("wolffpay.attention.required")).toHaveLength(1)
      expect(await expectUntouched([...others, cartId])).toBe(0)
      expect(sandbox.refunds).toEqual([])
      await books.reconcileAfter(5)
      expect(await books.openReasons()).toEqual(["paid_session_gone"])
      expect(await expectUntouched([...others, cartId])).toBe(0)
    })

    it("keeps a second checkout of the cart apart from the money of the first", async () => {
      const { shop, sandbox } = suite
      const { cartId, session } = await checkout()
      await sandbox.control.addFaults({ kind: "drop_before", action: "cancel", times: "always" })
      const second = await shop.startPaymentSession(cartId)
      expect(second.data.id).not.toBe(session.data.id)
      await sandbox.pay(session)
      await sandbox.pay(second)
      const order = await paidOrder(cartId)
      expect(one(order.payments).data).toMatchObject({ id: second.data.id })
      await inboxClosed()
      expect(await books.openReasons()).toEqual(["paid_session_gone"])
    })

    it("refunds nothing by itself when the goods are sold out, and places the order once there is stock (R1, R23)", async () => {
      const { sandbox, shop } = suite
      const { cartId, session } = await checkout()
      await setStock(0)
      await sandbox.pay(session)
      const waiting = await waitUntil("the order cannot be placed", async () => {
        const row = one(await books.inbox())
        return row.last_error !== null && row
      })
      expect(waiting.state).toBe("received")
      expect(await shop.orderIds(cartId)).toEqual([])
      for (const minutes of [1, 2, 20]) {
        await books.reconcileAfter(minutes)
      }
      expect(sandbox.refunds).toEqual([])
      expect(await books.openReasons()).toEqual(["paid_without_order"])
      expect(one(await books.attentions()).what_to_do).toMatch(/stock/)

      await setStock(100)
      await books.reconcileAfter(2)
      await paidOrder(cartId)
      expect(await books.openReasons()).toEqual([])
      expect(sandbox.payments.map((payment) => payment.status)).toEqual(["succeeded"])
      expect(sandbox.refunds).toEqual([])
      expect(log.named("wolffpay.payment.succeeded")).toHaveLength(1)
    })

    it("does the same for a cart that lost its shipping method", async () => {
      const { sandbox, shop } = suite
      const { cartId, session } = await checkout()
      const carts = suite.container.resolve(Modules.CART)
      const cart = await carts.retrieveCart(cartId, { relations: ["shipping_methods"] })
      const ids = cart.shipping_methods?.map((method) => method.id) ?? []
      await carts.softDeleteShippingMethods(ids)
      await sandbox.pay(session)
      await waitUntil("the order cannot be placed", async () => one(await books.inbox()).last_error)
      await books.reconcileAfter(20)
      expect(await books.openReasons()).toEqual(["paid_without_order"])
      expect(sandbox.refunds).toEqual([])
      expect(await shop.orderIds(cartId)).toEqual([])
      await carts.restoreShippingMethods(ids)
      await books.reconcileAfter(2)
      await paidOrder(cartId)
      expect(await books.openReasons()).toEqual([])
    })

    it("closes the event and calls a person when core refunds by itself (R2)", async () => {
      const { sandbox, shop } = suite
      const { cartId, session } = await checkout()
      obstacle = "the warehouse is on fire"
      await sandbox.pay(session)
      await inboxClosed()
      expect(await books.openReasons()).toEqual(["refunded_by_medusa"])
      expect(sandbox.refunds.map((refund) => refund.amount)).toEqual([1500])
      obstacle = undefined
      await sandbox.control.sendWebhook(String(session.data.id), "payment.succeeded")
      await sandbox.control.webhooksIdle()
      await books.reconcileAfter(5)
      expect(await shop.orderIds(cartId)).toEqual([])
      expect(sandbox.refunds).toHaveLength(1)
    })

    it("compares the order's total with the money (R4)", async () => {
      const { sandbox } = suite
      const { cartId, session } = await checkout()
      const carts = suite.container.resolve(Modules.CART)
      const { items } = await carts.retrieveCart(cartId, { relations: ["items"] })
      await carts.updateLineItems(one(items ?? []).id, { unit_price: 26.5 })
      await sandbox.pay(session)
      const order = await paidOrder(cartId)
      await inboxClosed()
      expect(order.total).toBe(31.5)
      expect(one(await books.attentions())).toMatchObject({
        reason: "total_differs",
        order_id: order.id,
        amount_wolffpay: 1500,
        amount_medusa: 3150,
      })
    })

    it("marks an order that was paid with test money (R18)", async () => {
      const { cartId, session } = await checkout()
      await suite.sandbox.pay(session)
      await paidOrder(cartId)
      await waitUntil("the order is marked", async () => {
        const order = await suite.shop.readOrder(cartId)
        return order?.metadata?.wolffpay_test_payment === true
      })
    })
  },
  { pluginOptions: { wolffpay: { intentsPerAddressPerMinute: 0 } } }
)
