import type { CreatePaymentInput } from "../../src/clients/wolffpay"
import {
  client,
  get,
  order,
  pay,
  post,
  sandbox,
  sent,
  state,
  useSandbox,
} from "./wolffpay-client-kit"

useSandbox()

describe("payments", () => {
  it("W13: both ends of every limit are taken", async () => {
    await client.createPayment({ ...order, amount: 50 }, post())
    await client.createPayment({ ...order, amount: 99_999_999 }, post())
    await client.createPayment({ ...order, description: "x".repeat(1_000) }, post())
    await client.createPayment({ ...order, currency: "usd", paymentMethodTypes: ["card"] }, post())
    await client.createPayment({ ...order, metadata: { cart: "cart_1" } }, post())
    expect(state().violations).toEqual([])
  })

  it("W13: beyond the limits nothing is sent", async () => {
    for (const wrong of [
      { amount: 49 },
      { amount: 100_000_000 },
      { description: "" },
      { description: "x".repeat(1_001) },
      { metadata: { note: "x".repeat(8_192) } },
    ]) {
      await expect(client.createPayment({ ...order, ...wrong }, post())).rejects.toMatchObject({
        name: "InvalidInputError",
      })
    }
    expect(sent()).toEqual([])
  })

  it("W14: a created payment", async () => {
    const created = await client.createPayment(
      { ...order, paymentMethodTypes: ["card", "ideal"] },
      post()
    )
    expect(created).toEqual({
      paymentIntentId: expect.stringMatching(/^pi_/),
      clientSecret: expect.stringContaining(`${created.paymentIntentId}_secret_`),
      amount: 5_000,
      currency: "eur",
      status: "requires_payment_method",
      description: "Order 12345",
      paymentMethodTypes: ["card", "ideal"],
      captureMethod: "automatic",
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
  })

  it("W15: page by page, every payment once, test mode as asked", async () => {
    const made = new Set<string>()
    for (let i = 0; i < 7; i++) {
      made.add((await client.createPayment(order, post())).paymentIntentId)
    }
    const seen: string[] = []
    let startingAfter: string | undefined
    let pages = 0
    do {
      const page = await client.listPayments({ limit: 3, startingAfter, testMode: true }, get())
      seen.push(...page.items.map((item) => item.paymentIntentId))
      startingAfter = page.nextCursor
      pages += 1
    } while (startingAfter !== undefined)

    expect(pages).toBe(3)
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(made)
    expect((await client.listPayments({ testMode: false }, get())).items).toEqual([])
    expect((await client.listPayments({ limit: 100 }, get())).items).toHaveLength(7)
    expect(state().violations).toEqual([])
  })

  it("W16: one payment, by document id or by intent, under the same names as in a list", async () => {
    const { paymentIntentId } = await client.createPayment(order, post())
    const byIntent = await client.getPayment(paymentIntentId, get())
    const byDocument = await client.getPayment(byIntent.documentId, get())

    expect(byIntent).toMatchObject({ paymentIntentId, amount: 5_000, currency: "eur" })
    expect(byDocument).toEqual(byIntent)
    expect((await client.listPayments({}, get())).items).toEqual([byIntent])
  })

  it("W17: capture takes all, cancel lets go", async () => {
    const manual: CreatePaymentInput = {
      ...order,
      captureMethod: "manual",
      paymentMethodTypes: ["card"],
    }
    const taken = await client.createPayment(manual, post())
    await pay(taken)
    expect(await client.capturePayment(taken.paymentIntentId, post())).toEqual({
      documentId: expect.any(String),
      paymentIntentId: taken.paymentIntentId,
      status: "succeeded",
      action: "capture",
    })

    const dropped = await client.createPayment(manual, post())
    expect(await client.cancelPayment(dropped.paymentIntentId, post())).toMatchObject({
      status: "canceled",
      action: "cancel",
    })
    await expect(client.capturePayment(dropped.paymentIntentId, post())).rejects.toMatchObject({
      name: "InvalidRequestError",
      outcome: "none",
    })
  })

  it("W18: every status of a payment's life is passed on", async () => {
    const statusAfter = async (outcome: string, input = order, method = "ideal") => {
      const created = await client.createPayment(input, post())
      await pay(created, outcome, method)
      return (await client.getPayment(created.paymentIntentId, get())).status
    }
    const manual = { ...order, captureMethod: "manual", paymentMethodTypes: ["card"] } as const
    expect(await statusAfter("succeed")).toBe("succeeded")
    expect(await statusAfter("decline")).toBe("requires_payment_method")
    expect(await statusAfter("process")).toBe("processing")
    expect(await statusAfter("require_action")).toBe("requires_action")
    expect(await statusAfter("succeed", manual, "card")).toBe("requires_capture")
  })
})

describe("refunds", () => {
  async function paid(): Promise<string> {
    const created = await client.createPayment(order, post())
    await pay(created)
    return created.paymentIntentId
  }

  it("W28: a part, then the rest", async () => {
    const paymentIntentId = await paid()

    const part = await client.createRefund(
      {
        paymentIntentId,
        amount: 2_000,
        reason: "requested_by_customer",
        metadata: { refund: "ref_1" },
      },
      post()
    )
    const rest = await client.createRefund({ paymentIntentId }, post())

    expect(part).toEqual({
      refundId: expect.stringMatching(/^re_/),
      paymentIntentId,
      amount: 2_000,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      createdAt: expect.any(String),
    })
    expect(rest.amount).toBe(3_000)
    await expect(client.createRefund({ paymentIntentId, amount: 1 }, post())).rejects.toMatchObject(
      { name: "InvalidRequestError", outcome: "none" }
    )
  })

  it.each(["pending", "failed"] as const)(
    "W28: a refund that is %s is passed on",
    async (status) => {
      const paymentIntentId = await paid()
      await sandbox.control.settings({ refundStatus: status })
      await expect(client.createRefund({ paymentIntentId }, post())).resolves.toMatchObject({
        status,
      })
    }
  )

  it("W29: the refunds of one payment, page by page", async () => {
    const paymentIntentId = await paid()
    await client.createRefund({ paymentIntentId: await paid() }, post())
    for (const amount of [100, 200, 300]) {
      await client.createRefund({ paymentIntentId, amount }, post())
    }

    const first = await client.listRefunds({ paymentIntentId, limit: 2 }, get())
    const second = await client.listRefunds(
      { paymentIntentId, limit: 2, startingAfter: first.nextCursor },
      get()
    )

    expect([first.hasMore, second.hasMore]).toEqual([true, false])
    const amounts = [...first.items, ...second.items].map((refund) => refund.amount)
    expect(amounts.sort()).toEqual([100, 200, 300])
    expect(first.items[0]).toMatchObject({
      refundId: expect.stringMatching(/^re_/),
      documentId: expect.any(String),
      paymentIntentId,
    })
    expect((await client.listRefunds({}, get())).items).toHaveLength(4)
    expect(state().violations).toEqual([])
  })
})
