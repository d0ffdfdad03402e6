import type { AttentionInput } from "../../../src/modules/wolffpay/tables/attentions"
import { pluginOf, recordEvents, runJob } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const LIST = "/admin/wolffpay/attention"
const CONFIG = "/store/wolffpay/config"

export function attentionOfAPerson(suite: ShopSuite) {
  const raise = async (over: Partial<AttentionInput> = {}) => {
    const input: AttentionInput = {
      reason: "total_differs",
      subject: "pi_1",
      message: "21.00 EUR was paid for an order of 31.50 EUR.",
      what_to_do: "Compare them.",
      intent_id: "pi_1",
      order_id: "order_1",
      currency: "eur",
      amount_wolffpay: 2100,
      amount_medusa: 3150,
      ...over,
    }
    await pluginOf(suite).flagAttention(input)
    return one(
      await pluginOf(suite).listAttentions({ reason: input.reason, subject: input.subject })
    )
  }
  const get = (path: string) => suite.shop.tryAdminGet(path)
  const resolve = (id: string, body: unknown = { note: "Refunded 10.50 by bank." }) =>
    suite.shop.tryAdminPost(`${LIST}/${id}/resolve`, body)

  describe("GET /admin/wolffpay/attention", () => {
    it("is for signed-in admins only", async () => {
      const { id } = await raise()
      for (const [method, path] of [
        ["get", LIST],
        ["get", `${LIST}/${id}`],
        ["post", `${LIST}/${id}/resolve`],
      ] as const) {
        const answer = await suite.api.request({
          method,
          url: path,
          data: method === "post" ? { note: "x" } : undefined,
          validateStatus: () => true,
          headers: suite.shop.storeHeaders.headers,
        })
        expect([path, answer.status]).toEqual([path, 401])
      }
      expect(one(await pluginOf(suite).listAttentions({})).resolved_at).toBeNull()
    })

    it("lists what is open, newest first, with both sides' amounts (R23)", async () => {
      await raise()
      await raise({ subject: "pi_2", amount_wolffpay: null })
      const { status, data } = await get(LIST)
      expect(status).toBe(200)
      expect(Object.keys(data).sort()).toEqual(["attention", "count", "limit", "offset"])
      expect(data).toMatchObject({ count: 2, offset: 0, limit: 20 })
      expect(data.attention.map(({ subject }: { subject: string }) => subject)).toEqual([
        "pi_2",
        "pi_1",
      ])
      expect(data.attention[1]).toMatchObject({
        id: expect.stringMatching(/^wpatt_/),
        reason: "total_differs",
        subject: "pi_1",
        message: "21.00 EUR was paid for an order of 31.50 EUR.",
        what_to_do: "Compare them.",
        intent_id: "pi_1",
        order_id: "order_1",
        currency: "eur",
        amount_wolffpay: 2100,
        amount_medusa: 3150,
        occurrences: 1,
        resolved_at: null,
        resolved_by: null,
        note: null,
      })
    })

    it("is empty in a shop where all is well", async () => {
      expect((await get(LIST)).data).toEqual({ attention: [], count: 0, offset: 0, limit: 20 })
    })

    it("pages", async () => {
      for (const subject of ["pi_1", "pi_2", "pi_3"]) {
        await raise({ subject })
      }
      const page = (await get(`${LIST}?limit=2&offset=1`)).data
      expect(page).toMatchObject({ count: 3, offset: 1, limit: 2 })
      expect(page.attention.map(({ subject }: { subject: string }) => subject)).toEqual([
        "pi_2",
        "pi_1",
      ])
      expect((await get(`${LIST}?limit=2&offset=9`)).data).toMatchObject({
        count: 3,
        attention: [],
      })
    })

    it("filters by state, reason and order", async () => {
      const settled = await raise()
      await resolve(settled.id)
      await raise({ subject: "pi_2", reason: "refund_failed", order_id: "order_2" })
      const subjects = async (query: string) => {
        const { data } = await get(`${LIST}?${query}`)
        return data.attention.map(({ subject }: { subject: string }) => subject)
      }
      expect(await subjects("")).toEqual(["pi_2"])
      expect(await subjects("state=open")).toEqual(["pi_2"])
      expect(await subjects("state=resolved")).toEqual(["pi_1"])
      expect(await subjects("state=all")).toEqual(["pi_2", "pi_1"])
      expect(await subjects("state=all&reason=total_differs")).toEqual(["pi_1"])
      expect(await subjects("reason=total_differs")).toEqual([])
      expect(await subjects("order_id=order_2")).toEqual(["pi_2"])
      expect(await subjects("order_id=order_1")).toEqual([])
      expect(await subjects("state=all&order_id=order_1&reason=refund_failed")).toEqual([])
    })

    it.each(["status=open", "state=closed", "limit=many", "foo=bar", "order_id[]=a"])(
      "refuses the query %s with a 400 in Medusa's shape",
      async (query) => {
        const { status, data } = await get(`${LIST}?${query}`)
        expect(status).toBe(400)
        expect(data).toMatchObject({ type: "invalid_data", message: expect.any(String) })
      }
    )
  })

  describe("GET /admin/wolffpay/attention/:id", () => {
    it("shows one, open or resolved", async () => {
      const { id } = await raise()
      expect((await get(`${LIST}/${id}`)).data).toMatchObject({ attention: { id, note: null } })
      await resolve(id)
      expect((await get(`${LIST}/${id}`)).data.attention.resolved_at).toBeTruthy()
    })

    it("answers 404 for one that does not exist", async () => {
      const { status, data } = await get(`${LIST}/wpatt_none`)
      expect(status).toBe(404)
      expect(data).toMatchObject({ type: "not_found", message: expect.any(String) })
    })
  })

  describe("POST /admin/wolffpay/attention/:id/resolve", () => {
    it("closes it, and keeps who did it, when and the note", async () => {
      const { id } = await raise()
      const { status, data } = await resolve(id, { note: "  Refunded 10.50 by bank.  " })
      expect(status).toBe(200)
      expect(data.attention).toMatchObject({
        id,
        note: "Refunded 10.50 by bank.",
        resolved_by: suite.shop.seeded.adminId,
      })
      expect(Date.now() - Date.parse(data.attention.resolved_at)).toBeLessThan(60_000)
      expect((await get(LIST)).data.count).toBe(0)
    })

    it.each([
      {},
      { note: "" },
      { note: "   " },
      { note: 5 },
      { note: null },
      { note: "x".repeat(2001) },
      { note: "ok", resolved_by: "user_other" },
    ])("refuses %j with a 400, and it stays open", async (body) => {
      const { id } = await raise()
      expect((await resolve(id, body)).status).toBe(400)
      expect((await get(`${LIST}/${id}`)).data.attention.resolved_at).toBeNull()
    })

    it("refuses the second time, and the first note is kept", async () => {
      const { id } = await raise()
      await resolve(id)
      const again = await resolve(id, { note: "Something else" })
      expect(again.status).toBe(400)
      expect(again.data).toMatchObject({
        type: "not_allowed",
        message: "This is resolved already; the earlier note is kept.",
      })
      expect((await get(`${LIST}/${id}`)).data.attention.note).toBe("Refunded 10.50 by bank.")
    })

    it("lets one of two admins win who press at the same time", async () => {
      const { id } = await raise()
      const answers = await Promise.all([resolve(id, { note: "a" }), resolve(id, { note: "b" })])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    })

    it("answers 404 for one that does not exist", async () => {
      expect((await resolve("wpatt_none")).status).toBe(404)
    })
  })

  describe("wolffpay.attention.required", () => {
    it("comes once for a row, and a repeat is counted", async () => {
      const events = recordEvents(suite, "wolffpay.attention.required")
      const { id } = await raise()
      await Promise.all(Array.from({ length: 5 }, () => raise({ message: "Said again." })))
      await waitUntil("it is told", () => events.length > 0)
      const { data } = await get(`${LIST}/${id}`)
      expect(data.attention).toMatchObject({ occurrences: 6, message: "Said again." })
      expect((await get(LIST)).data.count).toBe(1)
      expect(events).toEqual([{ id, reason: "total_differs" }])
    })

    it("comes once when the first raises are at the same time", async () => {
      const events = recordEvents(suite, "wolffpay.attention.required")
      await Promise.all(Array.from({ length: 10 }, () => raise()))
      const row = one((await get(LIST)).data.attention as { id: string; occurrences: number }[])
      expect(row.occurrences).toBe(10)
      expect(events).toEqual([{ id: row.id, reason: "total_differs" }])
    })

    it("is told by the job when the process died before it could", async () => {
      const { id } = await raise()
      await pluginOf(suite).updateAttentions({ id, notified_at: null })
      await suite.medusa.dbConnection.raw(
        `update wolffpay_attention set created_at = now() - interval '5 minutes'`
      )
      const events = recordEvents(suite, "wolffpay.attention.required")
      await runJob(suite)
      await waitUntil("it is told", () => events.length > 0)
      await runJob(suite)
      expect(events).toEqual([{ id, reason: "total_differs" }])
    })

    it("comes again when it happens again in other words after it was settled", async () => {
      const events = recordEvents(suite, "wolffpay.attention.required")
      const { id } = await raise()
      await resolve(id)
      await raise({ message: "Now 22.00 EUR." }).catch(() => undefined)
      const row = one((await get(LIST)).data.attention as { id: string }[])
      expect(row.id).not.toBe(id)
      expect(events.map((event) => event.id)).toEqual([id, row.id])
    })
  })

  describe("GET /store/wolffpay/config", () => {
    const config = () =>
      suite.api.get(CONFIG, { ...suite.shop.storeHeaders, validateStatus: () => true })
    const asked = () => suite.sandbox.calls.filter((call) => call === "GET /api/config").length

    it("asks WolffPay once for many shoppers at once, and never shows the API key (W10, W11)", async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, config))
      expect(asked()).toBe(1)
      const state = answers.map(({ status }) => status)
      expect(new Set(state)).toEqual(new Set([200]))
      const { data } = one(answers.slice(0, 1))
      expect(Object.keys(data).sort()).toEqual([
        "chargesEnabled",
        "stripeAccountId",
        "stripePublishableKey",
        "supportedPaymentMethods",
      ])
      expect(data).toMatchObject({
        stripePublishableKey: expect.stringMatching(/^pk_/),
        stripeAccountId: expect.stringMatching(/^acct_/),
        chargesEnabled: true,
        supportedPaymentMethods: expect.arrayContaining(["card", "ideal"]),
      })
      expect(JSON.stringify(data)).not.toContain(suite.sandbox.environment.WOLFFPAY_API_KEY)
      await config()
      expect(asked()).toBe(1)
    })

    it("needs the shop's publishable key", async () => {
      const answer = await suite.api.get(CONFIG, { validateStatus: () => true })
      expect(answer.status).toBe(400)
      expect(JSON.stringify(answer.data)).not.toMatch(/pk_|acct_/)
    })
  })
}
