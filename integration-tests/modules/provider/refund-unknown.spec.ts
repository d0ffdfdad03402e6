import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { BudgetExhaustedError } from "../../../src/clients/http"
import { findRefunds } from "../../../src/modules/wolffpay/find-refunds"
import { describeProvider } from "../../support/payment-module"

const REFUNDS = "/api/v1/refunds"
const post = { method: "POST", path: REFUNDS } as const
const list = { method: "GET", path: REFUNDS } as const

/** An address on which nothing listens. */
async function closedDoor() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

describeProvider("refundPayment", (suite) => {
  const refund = (payment: { id: string }, amount?: number, rest: Record<string, unknown> = {}) =>
    suite().payments.refundPayment({
      payment_id: payment.id,
      ...(amount ? { amount } : {}),
      ...rest,
    })
  const read = (id: string) => suite().payments.retrievePayment(id, { relations: ["refunds"] })
  const booked = async (id: string) =>
    ((await read(id)).refunds ?? []).map(({ amount }) => Number(amount))
  const atWolffPay = () => suite().control.state().refunds
  const amounts = () => atWolffPay().map(({ amount }) => amount)
  const rows = (intentId: string) => suite().plugin.refunds.ofIntent(intentId)

  describe("when the outcome stays unknown", () => {
    const lose = (kind: "drop_before" | "drop_after") =>
      suite().control.addFaults([
        { ...post, kind, times: 3 },
        { ...list, kind: "drop_before", times: 1 },
      ])

    it("adopts what the list shows, exactly once (R14)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({ ...post, kind: "drop_after", times: 3 })
      await refund(payment, 5)
      expect(amounts()).toEqual([500])
      expect(await booked(payment.id)).toEqual([5])
      expect(await rows(intentId)).toMatchObject([
        { state: "made", refund_id: atWolffPay()[0]?.id },
      ])
    })

    it.each(["drop_before", "drop_after"] as const)(
      "makes the operator's second click the same refund, after %s (R10)",
      async (kind) => {
        const { payment, intentId } = await suite().paidSession()
        await lose(kind)
        await expect(refund(payment, 5)).rejects.toMatchObject({
          type: "unexpected_state",
          message: expect.stringMatching(/not known yet/),
        })
        expect(await booked(payment.id)).toEqual([])
        expect(await rows(intentId)).toMatchObject([{ state: "unknown" }])
        await refund(payment, 5)
        expect(amounts()).toEqual([500])
        expect(suite().keys(REFUNDS)).toHaveLength(1)
        expect(await booked(payment.id)).toEqual([5])
        expect(suite().control.state().violations).toEqual([])
      }
    )

    it("sends the same request again, even when the reason was chosen differently (W9)", async () => {
      const [reason] = await suite().payments.createRefundReasons([
        { label: "Dubbel", code: "dubbel" },
      ])
      const { payment } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await refund(payment, 5, { refund_reason_id: reason?.id })
      expect(amounts()).toEqual([500])
      expect(suite().control.state().violations).toEqual([])
    })

    it("looks before it makes one of another amount, and counts what it finds (R14)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 10)).rejects.toThrow(/not known yet/)
      await expect(refund(payment, 8)).rejects.toThrow(/Only 5.00 EUR/)
      expect(amounts()).toEqual([1000])
      expect(await rows(intentId)).toMatchObject([{ state: "made", amount: 1000, booked_at: null }])
    })

    it("makes one of another amount when the earlier one is not there", async () => {
      const { payment } = await suite().paidSession()
      await lose("drop_before")
      await expect(refund(payment, 10)).rejects.toThrow(/not known yet/)
      await refund(payment, 8)
      expect(amounts()).toEqual([800])
      expect(await booked(payment.id)).toEqual([8])
    })

    it.each(["drop_after", "drop_before"] as const)(
      "looks first once WolffPay may have forgotten the key, and makes one refund, after %s (R10)",
      async (kind) => {
        const { payment, intentId } = await suite().paidSession()
        await lose(kind)
        await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
        await suite().connection.raw(
          "update wolffpay_refund set created_at = now() - interval '24 hours' where intent_id = ?",
          [intentId]
        )
        const before = suite().calls.length
        await refund(payment, 5)
        expect(suite().calls[before]).toMatch(/^GET \/api\/v1\/refunds/)
        expect(suite().keys(REFUNDS)).toHaveLength(kind === "drop_after" ? 1 : 2)
        expect(amounts()).toEqual([500])
        expect(await booked(payment.id)).toEqual([5])
      }
    )

    it("refuses another amount while it cannot look", async () => {
      const { payment } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await suite().control.addFaults({ ...list, kind: "status", status: 500, times: 3 })
      await expect(refund(payment, 2)).rejects.toMatchObject({ type: "unexpected_state" })
      expect(amounts()).toEqual([500])
    })

    it("gives the earlier attempt to one of two clicks at the same time: one refund (contract 4.5)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await suite().control.addFaults({ ...post, kind: "slow", ms: 1500, times: 1 })
      const clicks = await Promise.allSettled([refund(payment, 5), refund(payment, 5)])
      expect(clicks.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
      expect(amounts()).toEqual([500])
      expect(await booked(payment.id)).toEqual([5])
      expect(await rows(intentId)).toMatchObject([{ state: "made", origin: "medusa" }])
    })

    it.each([401, 403, 404, 409, 429])(
      "stays unknown when the repeat is answered with a %i: the third click is still the same refund (R10)",
      async (status) => {
        const { payment, intentId } = await suite().paidSession()
        await lose("drop_after")
        await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
        await suite().control.addFaults([
          { ...post, kind: "status", status, times: 3 },
          { ...list, kind: "drop_before", times: 1 },
        ])
        await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
        expect(await rows(intentId)).toMatchObject([{ state: "unknown" }])
        // A minute later: a 429 keeps this process from asking for a while.
        suite().configure({})
        await suite().control.clearFaults()
        await refund(payment, 5)
        expect(amounts()).toEqual([500])
        expect(suite().keys(REFUNDS)).toHaveLength(1)
        expect(await booked(payment.id)).toEqual([5])
      }
    )

    it("is over when the key is answered with a 400, which would have brought the first answer (W9)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_before")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await suite().control.addFaults({ ...post, kind: "status", status: 400, times: 1 })
      await expect(refund(payment, 5)).rejects.toMatchObject({ type: "not_allowed" })
      expect(await rows(intentId)).toMatchObject([{ state: "not_made" }])
    })

    it("takes no refund of the dashboard from before the attempt for it (R14)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.refund(intentId, { amount: 500 })
      await suite().connection.raw("select pg_sleep(2.2)")
      await lose("drop_before")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      const intent = { ...(await suite().intent(intentId)), intent_id: intentId }
      await findRefunds(suite().plugin, intent, { lane: "background" })
      expect(await rows(intentId)).toMatchObject([
        { origin: "medusa", state: "unknown" },
        { origin: "external", state: "made" },
      ])
      await refund(payment, 5)
      expect(amounts()).toEqual([500, 500])
      expect(await booked(payment.id)).toEqual([5])
    })

    it("books one of ours once that a look had taken for one of the dashboard", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      // WolffPay's clock is behind: the refund looks older than its attempt.
      await suite().connection.raw(
        "update wolffpay_refund set created_at = now() + interval '5 seconds' where intent_id = ?",
        [intentId]
      )
      const intent = { ...(await suite().intent(intentId)), intent_id: intentId }
      await findRefunds(suite().plugin, intent, { lane: "background" })
      expect(await rows(intentId)).toHaveLength(2)
      await refund(payment, 5)
      expect(amounts()).toEqual([500])
      expect(await booked(payment.id)).toEqual([5])
      expect(
        (await rows(intentId)).map(({ state, booked_at }) => [state, booked_at !== null])
      ).toEqual(
        expect.arrayContaining([
          ["made", true],
          ["not_made", false],
        ])
      )
      expect(suite().emitted("wolffpay.payment.refunded")).toHaveLength(1)
    })
  })

  describe("when it was certainly not asked for", () => {
    it.each(["429", "no connection", "our own budget"])(
      "says to try again, and the next click is a new attempt (%s)",
      async (cause) => {
        const { payment, intentId } = await suite().paidSession()
        if (cause === "429") {
          await suite().control.addFaults({ ...post, kind: "status", status: 429, times: 3 })
        } else if (cause === "no connection") {
          suite().configure({ baseUrl: await closedDoor() })
        } else {
          jest
            .spyOn(suite().plugin.wolffPay.client, "createRefund")
            .mockRejectedValueOnce(
              new BudgetExhaustedError({ service: "WolffPay", ...post, retryAfterMs: 30_000 })
            )
        }
        await expect(refund(payment, 5)).rejects.toMatchObject({
          type: "unexpected_state",
          message: expect.stringMatching(/^No money was moved: .+ Try again in a minute\.$/),
        })
        expect(await rows(intentId)).toMatchObject([{ state: "not_made" }])
        suite().configure({})
        await suite().control.clearFaults()
        await refund(payment, 5)
        expect(amounts()).toEqual([500])
        expect(await booked(payment.id)).toEqual([5])
      }
    )
  })
})
