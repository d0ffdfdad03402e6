import { describeProvider } from "../../support/payment-module"

const CREATE = "/api/v1/payments"

describeProvider("updatePayment", (suite) => {
  const update = (session: { id: string; data: unknown }, amount: number, currency_code = "eur") =>
    suite().provider.updatePayment({
      amount,
      currency_code,
      data: session.data as Record<string, unknown>,
    })

  it("changes nothing for the same amount, and costs no call", async () => {
    const session = await suite().newSession()
    expect(await update(session, 15)).toEqual({ data: session.data })
    expect(suite().calls).toHaveLength(1)
  })

  it("voids the old intent and makes a new one for another amount: WolffPay cannot change one (W17)", async () => {
    const session = await suite().newSession()
    const { data } = await update(session, 20)
    expect(data).toMatchObject({ amount: 2000, session_id: session.id })
    expect(data?.id).not.toBe(session.data.id)
    const payments = suite().control.state().payments
    expect(payments.map(({ status, amount }) => [status, amount])).toEqual([
      ["canceled", 1500],
      ["requires_payment_method", 2000],
    ])
  })

  it("never shares a key between amounts that go A, B, A (contract 4.1)", async () => {
    const session = await suite().newSession()
    const second = await update(session, 20)
    const third = await update({ id: session.id, data: second.data }, 15)
    expect(suite().keys(CREATE)).toHaveLength(3)
    expect(new Set([session.data.id, second.data?.id, third.data?.id]).size).toBe(3)
    expect(suite().control.state().violations).toEqual([])
  })

  it("never shares a key between currencies", async () => {
    const session = await suite().newSession()
    const { data } = await update(session, 15, "usd")
    expect(data).toMatchObject({ amount: 1500, currency: "usd" })
    expect(suite().keys(CREATE)).toHaveLength(2)
    expect(suite().control.state().violations).toEqual([])
  })

  it.each(["succeed", "process"])(
    "is refused when the shopper's payment did %s (R13)",
    async (outcome) => {
      const session = await suite().newSession()
      await suite().pay(session, outcome, outcome === "process" ? "sepa_debit" : "card")
      await expect(update(session, 20)).rejects.toMatchObject({ type: "not_allowed" })
      expect(suite().control.state().payments).toHaveLength(1)
      expect(suite().emitted("wolffpay.settlement.requested")).toHaveLength(1)
    }
  )

  it("is refused for a payment of another shop, without a call (R9)", async () => {
    const foreign = await suite().control.createForeignPayment({ amount: 1500 })
    await expect(update({ id: "payses_x", data: { id: foreign.id } }, 20)).rejects.toMatchObject({
      type: "not_found",
    })
    expect(suite().calls).toEqual([])
  })

  it("keeps an amount out of bounds from WolffPay, and the old intent open", async () => {
    const session = await suite().newSession()
    await expect(update(session, 0.1)).rejects.toMatchObject({ type: "invalid_data" })
    expect(suite().control.state().payments[0]?.status).toBe("requires_payment_method")
  })
})
