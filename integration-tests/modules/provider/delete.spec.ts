import { describeProvider } from "../../support/payment-module"

/** Every state an intent can be in at WolffPay (W18), and how it gets there. */
const STATES = [
  { status: "requires_payment_method", outcome: undefined, method: "card" },
  { status: "requires_action", outcome: "require_action", method: "card" },
  { status: "processing", outcome: "process", method: "sepa_debit" },
  { status: "succeeded", outcome: "succeed", method: "card" },
  { status: "canceled", outcome: "cancel", method: "card" },
] as const
type Reached = (typeof STATES)[number]

const path = (intentId: string) => `/api/v1/payments/${intentId}`

describeProvider("deletePayment", (suite) => {
  const remove = (session: { id: string }) => suite().payments.deletePaymentSession(session.id)
  const exists = async (session: { id: string }) =>
    (await suite().payments.listPaymentSessions({ id: [session.id] })).length === 1
  const reach = async ({ outcome, method }: Pick<Reached, "outcome" | "method">) => {
    const session = await suite().newSession()
    const intentId = String(session.data.id)
    if (outcome === "cancel") {
      await suite().control.cancel(intentId)
    } else if (outcome) {
      await suite().pay(session, outcome, method)
    }
    return { session, intentId, before: suite().calls.length }
  }
  const statusOf = (intentId: string) => suite().control.payment(intentId).status

  it.each(STATES.slice(0, 2))(
    "voids an intent that is $status with one call (W18)",
    async (state) => {
      const { session, intentId, before } = await reach(state)
      await remove(session)
      expect(statusOf(intentId)).toBe("canceled")
      expect(await exists(session)).toBe(false)
      expect(suite().calls.slice(before)).toEqual([`POST ${path(intentId)} 200`])
      expect((await suite().intent(intentId)).state).toBe("canceled")
    }
  )

  it("voids an authorised intent", async () => {
    suite().configure({ captureMethod: "manual" })
    const { session, intentId } = await reach({ outcome: "succeed", method: "card" })
    expect(statusOf(intentId)).toBe("requires_capture")
    await remove(session)
    expect(statusOf(intentId)).toBe("canceled")
  })

  it("is content with an intent that is cancelled already", async () => {
    const { session, intentId } = await reach({ outcome: "cancel", method: "card" })
    await remove(session)
    expect(await exists(session)).toBe(false)
    expect((await suite().intent(intentId)).state).toBe("canceled")
  })

  it.each([
    [STATES[3], /already paid/],
    [STATES[2], /on its way/],
  ])(
    "does not give up an intent that is $status, and has it settled (R13)",
    async (state, message) => {
      const { session, intentId } = await reach(state)
      await expect(remove(session)).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringMatching(message),
      })
      expect(await exists(session)).toBe(true)
      expect(statusOf(intentId)).toBe(state.status)
      expect(suite().control.state().refunds).toEqual([])
      const { id } = await suite().intent(intentId)
      expect(suite().emitted("wolffpay.settlement.requested")).toEqual([{ id }])
    }
  )

  it.each([
    [STATES[3], /already paid/],
    [STATES[2], /on its way/],
  ])(
    "looks when WolffPay does not say in time that it cannot be voided: $status is not given up (R12, R13)",
    async (state, message) => {
      const { session, intentId, before } = await reach(state)
      await suite().control.addFaults({
        kind: "slow",
        ms: 8000,
        method: "POST",
        path: path(intentId),
        times: "always",
      })
      await expect(remove(session)).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringMatching(message),
      })
      expect(await exists(session)).toBe(true)
      expect((await suite().intent(intentId)).abandoned_at).toBeNull()
      expect(suite().calls.slice(before)).toEqual([
        `POST ${path(intentId)} -`,
        `GET ${path(intentId)} 200`,
      ])
    }
  )

  it("gives up what was paid and refunded in full (R13)", async () => {
    const { session, intentId } = await reach(STATES[3])
    const made = await suite().control.refund(intentId)
    await suite().plugin.refunds.addExternal({
      intent_id: intentId,
      refund_id: made.id,
      amount: 1500,
      currency: "eur",
      status: "succeeded",
    })
    await remove(session)
    expect(await exists(session)).toBe(false)
  })

  it.each([
    [500, 1],
    [503, 1],
    [401, 1],
    [403, 1],
  ])("leaves it to the job when WolffPay answers %i: one attempt (R12)", async (status) => {
    const { session, intentId, before } = await reach(STATES[0])
    await suite().control.addFaults({
      kind: "status",
      status,
      path: path(intentId),
      times: "always",
    })
    await remove(session)
    expect(await exists(session)).toBe(false)
    const posts = suite()
      .calls.slice(before)
      .filter((call) => call.startsWith("POST"))
    expect(posts).toHaveLength(1)
    expect((await suite().intent(intentId)).abandoned_at).toBeTruthy()
  })

  it("leaves it to the job when the call to void it did not arrive (R12)", async () => {
    const { session, intentId } = await reach(STATES[0])
    await suite().control.addFaults({ kind: "drop_before", path: path(intentId), times: 1 })
    await remove(session)
    expect(await exists(session)).toBe(false)
    expect((await suite().intent(intentId)).abandoned_at).toBeTruthy()
  })

  it.each(["drop_after", "garbage"] as const)(
    "sees that it is voided when only the answer was lost: %s",
    async (kind) => {
      const { session, intentId } = await reach(STATES[0])
      await suite().control.addFaults({ kind, path: path(intentId), times: 1 })
      await remove(session)
      expect(await exists(session)).toBe(false)
      expect(await suite().intent(intentId)).toMatchObject({
        state: "canceled",
        abandoned_at: null,
      })
    }
  )

  it("takes 1.5 seconds at most from a WolffPay that holds the line (R12)", async () => {
    const { session, intentId } = await reach(STATES[0])
    await suite().control.addFaults({
      kind: "slow",
      ms: 8000,
      path: path(intentId),
      times: "always",
    })
    const startedAt = Date.now()
    await remove(session)
    expect(Date.now() - startedAt).toBeLessThan(1800)
    expect(await exists(session)).toBe(false)
    expect((await suite().intent(intentId)).abandoned_at).toBeTruthy()
  })

  it("takes 1.5 seconds at most when WolffPay refuses quickly and then holds the line (R12)", async () => {
    const { session, intentId } = await reach(STATES[0])
    await suite().control.addFaults([
      { kind: "status", status: 400, method: "POST", path: path(intentId), times: 1 },
      { kind: "slow", ms: 8000, method: "GET", path: path(intentId), times: "always" },
    ])
    const startedAt = Date.now()
    await remove(session)
    expect(Date.now() - startedAt).toBeLessThan(1800)
    expect((await suite().intent(intentId)).abandoned_at).toBeTruthy()
  })

  it("tells a person when WolffPay does not know an intent that we hold (R11)", async () => {
    const { session, intentId } = await reach(STATES[0])
    await suite().control.addFaults({
      kind: "status",
      status: 404,
      path: path(intentId),
      times: "always",
    })
    await remove(session)
    expect(await suite().attention()).toMatchObject([
      { reason: "intent_not_found", intent_id: intentId },
    ])
    expect((await suite().intent(intentId)).state).not.toBe("canceled")
  })

  it.each([undefined, {}, { id: "pi_unknown" }])(
    "has nothing to do for %j, and makes no call (R11)",
    async (data) => {
      await expect(suite().provider.deletePayment({ data })).resolves.toEqual({ data })
      expect(suite().calls).toEqual([])
    }
  )

  it("never voids another shop's intent (R9)", async () => {
    const foreign = await suite().control.createForeignPayment({ amount: 1500 })
    await suite().provider.deletePayment({ data: { id: foreign.id } })
    expect(statusOf(foreign.id)).toBe("requires_payment_method")
  })
})
