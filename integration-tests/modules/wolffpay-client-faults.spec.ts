import {
  client,
  connect,
  order,
  pay,
  post,
  sandbox,
  sent,
  state,
  useSandbox,
} from "./wolffpay-client-kit"

useSandbox()

describe("what the documents ask of an integration", () => {
  it.each(["drop_before", "drop_after", "status_after", "garbage"] as const)(
    "W37: one payment, whatever happens to the first answer (%s)",
    async (kind) => {
      await sandbox.control.addFaults({ kind })

      const created = await client.createPayment(order, post("attempt-0001"))

      expect(created.amount).toBe(5_000)
      expect(state().payments).toHaveLength(1)
      expect(sent().map((request) => request.idempotencyKey)).toEqual([
        "attempt-0001",
        "attempt-0001",
      ])
      expect(state().violations).toEqual([])
    }
  )

  it.each([429, 500, 502, 503])(
    "W37: tried again after a %i, one refund in the end",
    async (status) => {
      const created = await client.createPayment(order, post())
      await pay(created)
      await sandbox.control.addFaults({
        kind: "status",
        status,
        retryAfter: 1,
        times: 2,
        path: "*/refunds",
      })

      await client.createRefund({ paymentIntentId: created.paymentIntentId, amount: 100 }, post())

      expect(state().refunds).toHaveLength(1)
      expect(sent().filter((request) => request.path.endsWith("/refunds"))).toHaveLength(3)
    }
  )

  it("W37: a slow answer is cut off, and the same key brings the payment back", async () => {
    await sandbox.control.addFaults({ kind: "slow", ms: 3_000 })
    const hasty = connect({ timeoutMs: 150 })

    const created = await hasty.createPayment(order, post())

    expect(state().payments.map((payment) => payment.id)).toEqual([created.paymentIntentId])
  })

  it("W37: all tries lost, the outcome is unknown; the next call with the key finds the payment", async () => {
    await sandbox.control.addFaults({ kind: "drop_after", times: 3 })
    await expect(client.createPayment(order, post("attempt-0001"))).rejects.toMatchObject({
      name: "ConnectionError",
      outcome: "unknown",
      retryable: true,
    })

    await client.createPayment(order, post("attempt-0001"))
    expect(state().payments).toHaveLength(1)
  })

  it("W39: an error gives away neither the key nor a client secret", async () => {
    await sandbox.control.addFaults({ kind: "garbage", times: "always" })
    const error: unknown = await client.createPayment(order, post()).catch((thrown) => thrown)

    expect(error).toMatchObject({ name: "UnexpectedResponseError" })
    expect(JSON.stringify([String(error), error])).not.toMatch(/wp_test_0|_secret_|Order 12345/)
  })
})
