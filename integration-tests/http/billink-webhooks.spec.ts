import fc from "fast-check"
import { ORDER_EVENTS } from "../../src/clients/billink"
import { billinkPurchasesOf, describeBillinkShop, TOKEN } from "../support/billink-shop"

const STATUSES = [
  "session_active",
  "cancelled",
  "failed",
  "session_expired",
  "order_created",
] as const
/** A webhook alone proves no credit, so a person is called for these. */
const CREDITS: readonly string[] = ["partial_credit_added", "order_fully_accredited"]
const EVENTS = ORDER_EVENTS.filter((event) => !CREDITS.includes(event))
const keyOf = (event: string) => `billink_${event.replace("order_", "")}_at`
const OTHER_TOKEN = "another-token-that-is-being-rotated-9876"

// Amsterdam has winter time in January.
const at = "2026-01-10T08:45:00.000Z"

describeBillinkShop(
  "Billink's classic webhooks",
  (suite) => {
    const billink = billinkPurchasesOf(suite)
    const { accepted, attentions, books, calls, checkout, inboxClosed, ledger, settled } = billink
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      suite.api.post(`/hooks/billink/${path}`, body, { headers, validateStatus: () => true })
    const statusOf = (number: string, status: string) => ({
      status,
      invoiceNumber: number,
      transactionId: "tx_1",
      billinkInvoiceNumber: ledger(number).billinkNumber,
    })
    const eventOf = (number: string, event: string) => ({
      order_id: "700001",
      invoice_number: ledger(number).billinkNumber.toUpperCase(),
      invoice_number_clean: number.toUpperCase(),
      workflow_id: "1",
      event,
      timestamp: "2026-01-10 09:45:00",
    })

    it("are let in by each of the tokens, and by no other (contract 3)", async () => {
      const { number } = await checkout()
      const body = statusOf(number, "session_active")
      for (const token of [TOKEN, OTHER_TOKEN]) {
        expect((await post(`${token}/session`, body)).status).toBe(200)
      }
      const refused = await post(`${TOKEN}x/session`, body)
      expect([refused.status, refused.data.type]).toEqual([401, "unauthorized"])
      expect(
        (await post(`${TOKEN.toUpperCase()}/order`, eventOf(number, "order_paid"))).status
      ).toBe(401)
      const [event, ...more] = await books.inbox()
      expect(more).toEqual([])
      expect(event).toMatchObject({ event_type: "session.session_active", deliveries: 2 })
    })

    it("are refused when they are no JSON object or too large, and nothing is stored", async () => {
      const url = `${TOKEN}/session`
      for (const body of ["{", "[]", "7"]) {
        expect((await post(url, body, { "content-type": "application/json" })).status).toBe(400)
      }
      const big = await post(url, { status: "x".repeat(1_100_000), invoiceNumber: "1" })
      expect(big.status).toBe(413)
      expect(await books.inbox()).toEqual([])
    })

    it.each([
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=latin1",
    ])("are taken whatever their sender calls them (%s, facts 7.22)", async (type) => {
      const { number } = await checkout()
      const body = JSON.stringify(statusOf(number, "session_active"))
      expect((await post(`${TOKEN}/session`, body, { "content-type": type })).status).toBe(200)
      expect(await inboxClosed()).toMatchObject([{ event_type: "session.session_active" }])
    })

    it("that cannot be read are stored and acknowledged, and a person is called once (facts 3.4, 7.5)", async () => {
      expect((await post(`${TOKEN}/order`, { event: "order_teleported" })).status).toBe(200)
      expect((await post(`${TOKEN}/session`, { status: "order_created" })).status).toBe(200)
      const rows = await inboxClosed()
      expect(rows.map(({ state }) => state)).toEqual(["attention", "attention"])
      const [attention, ...more] = await books.attentions()
      expect(attention).toMatchObject({ reason: "billink_webhook_unreadable", occurrences: 2 })
      expect(more).toEqual([])
    })

    it("name no moment that is still to come", async () => {
      const { number, order } = await accepted()
      const toldAt = async (timestamp: string) => {
        const body = { ...eventOf(number, "order_on_hold"), timestamp }
        expect((await post(`${TOKEN}/order`, body)).status).toBe(200)
        await inboxClosed()
        const { metadata } = await suite.shop.readOrderById(order.id)
        return String(metadata?.billink_on_hold_at)
      }
      const forged = await toldAt("2999-01-10 09:45:00")
      expect(Date.parse(forged)).toBeLessThanOrEqual(Date.now())
      expect((await toldAt("2998-01-10 09:45:00")) > forged).toBe(true)
    })

    it("prove nothing: a forged acceptance places no order, and cannot make us ask without end (contract 4.4)", async () => {
      const { cartId, number } = await checkout()
      for (let n = 0; n < 12; n += 1) {
        await post(`${TOKEN}/session`, {
          ...statusOf(number, "order_created"),
          transactionId: `tx_${n}`,
        })
        await post(`${TOKEN}/order`, { ...eventOf(number, "order_placed"), order_id: String(n) })
      }
      await inboxClosed()
      expect(await suite.shop.orderIds(cartId)).toEqual([])
      expect(calls().filter((path) => path === "/v2/session/status").length).toBeLessThanOrEqual(6)
      expect(await attentions()).toEqual([])
      await suite.billink.control.accept(number)
      await billink.jobAfter(3)
      await settled(number)
      expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    })

    it("of another shop's invoices are kept and left alone; a number that is not the invoice's goes to a person", async () => {
      const { cartId, number } = await checkout()
      await post(`${TOKEN}/session`, {
        ...statusOf(number, "order_created"),
        invoiceNumber: "NOBODYS",
      })
      await post(`${TOKEN}/session`, {
        ...statusOf(number, "order_created"),
        billinkInvoiceNumber: "9XX1",
      })
      const rows = await inboxClosed()
      expect(rows.map(({ state }) => state).sort()).toEqual(["attention", "foreign"])
      expect(await attentions()).toEqual(["billink_mismatch"])
      expect(await suite.shop.orderIds(cartId)).toEqual([])
      expect(calls()).toEqual(["/v2/session/create"])
    })

    it("that nobody knows are stored and acknowledged (facts 3.4)", async () => {
      const { number } = await accepted()
      expect((await post(`${TOKEN}/session`, statusOf(number, "session_paused"))).status).toBe(200)
      expect((await post(`${TOKEN}/order`, eventOf(number, "order_teleported"))).status).toBe(200)
      const rows = await inboxClosed()
      const unknown = rows.filter(({ outcome }) => outcome?.startsWith("unknown"))
      expect(unknown.map(({ state }) => state)).toEqual(["done", "done"])
      expect(await attentions()).toEqual([])
    })

    it.each([
      ["accept", "accepted", 1],
      ["cancel", "cancelled", 0],
      ["fail", "failed", 0],
      ["expire", "expired", 0],
    ] as const)(
      "come in any order and any number of times: what Billink says (%s) is what counts",
      async (end, state, orders) => {
        const { cartId, number } = await checkout()
        await suite.billink.control.addFaults({ kind: "lose", times: "always" })
        await suite.billink.control[end](number)
        for (const status of [...STATUSES, ...[...STATUSES].reverse()]) {
          await post(`${TOKEN}/session`, statusOf(number, status))
        }
        await Promise.all(
          STATUSES.map((status, n) =>
            post(`${TOKEN}/session`, { ...statusOf(number, status), transactionId: `tx_${n + 2}` })
          )
        )
        await settled(number)
        expect((await billink.row(number)).state).toBe(state)
        expect(await suite.shop.orderIds(cartId)).toHaveLength(orders)
        expect(await attentions()).toEqual([])
      }
    )

    it("show on the order what happened at Billink, and never capture (S3)", async () => {
      const { number, order } = await accepted()
      const before = calls()
      for (const event of [...EVENTS, ...[...EVENTS].reverse()]) {
        expect((await post(`${TOKEN}/order`, eventOf(number, event))).status).toBe(200)
      }
      await inboxClosed()
      const after = await suite.shop.readOrderById(order.id)
      expect(after.metadata).toMatchObject({
        billink_workflow_started_at: at,
        billink_partial_payment_added_at: at,
        billink_paid_at: at,
        billink_customer_fully_paid_at: at,
        billink_on_hold_at: at,
      })
      expect([after.captures, after.refunds, after.payment_status]).toEqual([[], [], "authorized"])
      expect(calls()).toEqual(before)
    })

    it("of a second payment or hold stand on the order beside the first, each once (S3)", async () => {
      const { number, order } = await accepted()
      for (const [event, day] of [
        ["partial_payment_added", 12],
        ["partial_payment_added", 10],
        ["partial_payment_added", 10],
        ["order_on_hold", 11],
      ] as const) {
        const body = { ...eventOf(number, event), timestamp: `2026-01-${day} 09:45:00` }
        expect((await post(`${TOKEN}/order`, body)).status).toBe(200)
      }
      await inboxClosed()
      const { metadata } = await suite.shop.readOrderById(order.id)
      expect(metadata?.billink_partial_payment_added_at).toBe("2026-01-12T08:45:00.000Z")
      const told = metadata?.billink_events as { event: string; at: string }[]
      expect(told.filter(({ event }) => event !== "order_placed")).toEqual([
        { event: "partial_payment_added", at: "2026-01-10T08:45:00.000Z" },
        { event: "order_on_hold", at: "2026-01-11T08:45:00.000Z" },
        { event: "partial_payment_added", at: "2026-01-12T08:45:00.000Z" },
      ])
    })

    it("of credits that were never made book nothing: a person looks", async () => {
      const { number, order, paymentId } = await accepted()
      await suite.shop.tryAdminPost(`/admin/payments/${paymentId}/capture`, {})
      for (const event of ["partial_credit_added", "order_fully_accredited"]) {
        for (const order_id of ["1", "2"]) {
          const body = { ...eventOf(number, event), order_id }
          expect((await post(`${TOKEN}/order`, body)).status).toBe(200)
        }
      }
      await inboxClosed()
      expect((await suite.shop.readOrderById(order.id)).refunds).toEqual([])
      expect(await attentions()).toEqual(["billink_credit_elsewhere"])
    })

    it("place the order also when only the order's webhook arrives", async () => {
      const { cartId, number } = await checkout()
      await suite.billink.control.addFaults({
        kind: "lose",
        event: "order_created",
        times: "always",
      })
      await suite.billink.control.accept(number)
      await settled(number)
      expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    })

    it.each(ORDER_EVENTS)(
      "place the order when %s is all that tells of the acceptance (S3)",
      async (event) => {
        const { cartId, number } = await checkout()
        await suite.billink.control.addFaults({ kind: "lose", times: "always" })
        await suite.billink.control.accept(number)
        expect((await post(`${TOKEN}/order`, eventOf(number, event))).status).toBe(200)
        await settled(number)
        expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
        const order = await suite.shop.readOrder(cartId)
        expect(order?.metadata).toMatchObject({ [keyOf(event)]: at })
        expect([order?.payment_status, order?.captures, order?.refunds]).toEqual([
          "authorized",
          [],
          [],
        ])
        expect(await attentions()).toEqual(
          CREDITS.includes(event) ? ["billink_credit_elsewhere"] : []
        )
      }
    )

    it.each([1, 2, 3])(
      "all thirteen end in the same books, whatever comes first (shuffled by %i)",
      async (seed) => {
        const { cartId, number } = await checkout()
        await suite.billink.control.addFaults({ kind: "lose", times: "always" })
        await suite.billink.control.accept(number)
        const all = [
          ...STATUSES.map((status) => ["session", statusOf(number, status)] as const),
          ...ORDER_EVENTS.map((event) => ["order", eventOf(number, event)] as const),
        ]
        const [shuffled = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
          seed,
          numRuns: 1,
        })
        for (const [kind, body] of shuffled) {
          expect((await post(`${TOKEN}/${kind}`, body)).status).toBe(200)
        }
        await settled(number)
        expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
        const order = await suite.shop.readOrder(cartId)
        expect(order?.metadata).toMatchObject(
          Object.fromEntries(ORDER_EVENTS.map((event) => [keyOf(event), at]))
        )
        expect([order?.payment_status, order?.captures, order?.refunds]).toEqual([
          "authorized",
          [],
          [],
        ])
        expect(await attentions()).toEqual(["billink_credit_elsewhere"])
      }
    )
  },
  { env: { BILLINK_WEBHOOK_TOKEN: `${TOKEN},${OTHER_TOKEN}` } }
)
