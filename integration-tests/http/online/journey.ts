import type { ShopSuite } from "../../support/runner"
import { waitUntil } from "../../support/wait"

export function journey(suite: ShopSuite) {
  it("costs exactly one call and becomes a paid order by its webhook alone (contract 4.3, 4.7)", async () => {
    const { shop, sandbox } = suite
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    expect(session.data).toMatchObject({
      id: expect.stringMatching(/^pi_/),
      amount: 1500,
      currency: "eur",
      status: "requires_payment_method",
    })
    expect(session.data.clientSecret).toBe(session.data.client_secret)

    await sandbox.pay(session)

    const order = await waitUntil("the order is paid", async () => {
      const found = await shop.readOrder(cart.id)
      return found?.payment_status === "captured" ? found : undefined
    })
    expect(order.total).toBe(15)
    expect(order.captures).toHaveLength(1)
    expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
    const completion = await shop.completeCart(cart.id)
    expect(completion.data).toMatchObject({ type: "order", order: { id: order.id } })
    expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
  })
}
