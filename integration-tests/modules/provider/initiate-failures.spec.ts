import { describeProvider } from "../../support/payment-module"

const CREATE = "/api/v1/payments"
const fault = { method: "POST", path: CREATE } as const

describeProvider("initiatePayment", (suite) => {
  const atWolffPay = () => suite().control.state().payments
  const onlyPayment = () => atWolffPay().at(-1)

  describe("when WolffPay refuses", () => {
    it.each([
      [400, /cannot be made right now/],
      [401, /cannot be made right now/],
      [403, /cannot be made right now/],
      [404, /cannot be made right now/],
    ])(
      "with %i: the attempt ends and the next one has a new key (R10)",
      async (status, message) => {
        await suite().control.addFaults({ ...fault, kind: "status", status, times: 1 })
        const input = { amount: 15, currency_code: "eur", data: { session_id: `payses_${status}` } }
        await expect(suite().provider.initiatePayment(input)).rejects.toMatchObject({
          type: "not_allowed",
          message: expect.stringMatching(message),
        })
        expect(suite().calls).toHaveLength(1)
        await suite().provider.initiatePayment(input)
        const rows = await suite().intentsOf({ id: `payses_${status}` })
        expect(rows.map(({ state }) => state)).toEqual(["open", "refused"])
        expect(suite().keys(CREATE)).toHaveLength(2)
        expect(suite().control.state().violations).toEqual([])
      }
    )

    it("leaves no session behind, and tells the shopper nothing of the account", async () => {
      await suite().control.settings({ connectConfigured: false })
      const error: Error = await suite()
        .newSession()
        .then(() => new Error("it was made"))
        .catch((reason: Error) => reason)
      expect(error.message).toMatch(/cannot be made right now/)
      expect(error.message).not.toMatch(/stripe|connect|key/i)
      expect(await suite().payments.listPaymentSessions({ amount: 15 })).toHaveLength(
        (await suite().payments.listPaymentSessions({ amount: 15 })).filter(({ data }) => data.id)
          .length
      )
      expect(suite().log.join()).toMatch(/Stripe Connect not configured/)
    })
  })

  describe("when WolffPay's answer is", () => {
    it.each([
      ["lost before", "drop_before"],
      ["lost after", "drop_after"],
    ] as const)(
      "%s it was made, it is asked again under the same key (contract 4.1)",
      async (_when, kind) => {
        await suite().control.addFaults({ ...fault, kind, times: 1 })
        const session = await suite().newSession()
        expect(atWolffPay()).toHaveLength(1)
        expect(session.data.id).toBe(onlyPayment()?.id)
        expect(suite().keys(CREATE)).toHaveLength(1)
        expect(suite().requests).toHaveLength(2)
      }
    )

    it.each([500, 503])("%i, it is asked again under the same key", async (status) => {
      await suite().control.addFaults({ ...fault, kind: "status", status, times: 2 })
      await suite().newSession()
      expect(atWolffPay()).toHaveLength(1)
      expect(suite().keys(CREATE)).toHaveLength(1)
      expect(suite().requests).toHaveLength(3)
    })

    it("429, it is asked again under the same key after the time that WolffPay names (W7)", async () => {
      await suite().control.addFaults({
        ...fault,
        kind: "status",
        status: 429,
        retryAfter: 1,
        times: 1,
      })
      const startedAt = Date.now()
      await suite().newSession()
      expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000)
      expect(atWolffPay()).toHaveLength(1)
      expect(suite().keys(CREATE)).toHaveLength(1)
    })

    it("429 with a wait that no shopper would sit out, it is not asked again (R12)", async () => {
      await suite().control.addFaults({
        ...fault,
        kind: "status",
        status: 429,
        retryAfter: 60,
        times: 1,
      })
      const startedAt = Date.now()
      await expect(suite().newSession()).rejects.toMatchObject({ type: "unexpected_state" })
      expect(Date.now() - startedAt).toBeLessThan(5000)
      expect(suite().requests).toHaveLength(1)
    })

    it.each(["drop_before", "drop_after", "garbage"] as const)(
      "%s to the end, the attempt stays open and a repeat uses its key: one intent in all (R10)",
      async (kind) => {
        await suite().control.addFaults({ ...fault, kind, times: 3 })
        const input = { amount: 15, currency_code: "eur", data: { session_id: `payses_${kind}` } }
        await expect(suite().provider.initiatePayment(input)).rejects.toMatchObject({
          type: "unexpected_state",
        })
        expect(await suite().intentsOf({ id: `payses_${kind}` })).toMatchObject([
          { state: "creating", intent_id: null },
        ])
        await suite().control.clearFaults()
        await suite().provider.initiatePayment(input)
        expect(atWolffPay()).toHaveLength(1)
        expect(suite().keys(CREATE)).toHaveLength(1)
        expect(await suite().intentsOf({ id: `payses_${kind}` })).toMatchObject([
          { state: "open", intent_id: onlyPayment()?.id },
        ])
      }
    )

    it("too slow for a shopper who had to wait already, he is answered within his 25 seconds (R12)", async () => {
      await suite().control.addFaults({ ...fault, kind: "slow", ms: 20_000, times: 1 })
      const startedAt = Date.now()
      const wolffpay_checkout = { started_at: startedAt - 16_000 }
      const data = { session_id: "payses_waited", wolffpay_checkout }
      const input = { amount: 15, currency_code: "eur", data }
      await expect(suite().provider.initiatePayment(input)).rejects.toMatchObject({
        type: "unexpected_state",
      })
      expect(Date.now() - startedAt).toBeLessThan(9000)
    })

    it("too slow, it is asked again and the first answer counts", async () => {
      suite().configure({ timeoutMs: 150 })
      await suite().control.addFaults({ ...fault, kind: "slow", ms: 400, times: 1 })
      await suite().newSession()
      expect(atWolffPay()).toHaveLength(1)
      expect(suite().keys(CREATE)).toHaveLength(1)
    })

    it("about another amount, it is refused, nothing is kept of it, and a person is told (W9, contract 4.1)", async () => {
      await suite().control.addFaults({ ...fault, kind: "wrong_amount", times: 1 })
      const input = { amount: 15, currency_code: "eur", data: { session_id: "payses_wrong" } }
      await expect(suite().provider.initiatePayment(input)).rejects.toMatchObject({
        message: expect.stringMatching(/cannot be made right now/),
      })
      expect(await suite().attention()).toMatchObject([
        { reason: "response_mismatch", payment_session_id: "payses_wrong" },
      ])
      await suite().provider.initiatePayment(input)
      expect(suite().keys(CREATE)).toHaveLength(2)
    })
  })
})
