import { describeShop } from "../support/runner"
import { MANUAL } from "../support/shop"

describeShop("A Dutch shop with the plugin", (suite) => {
  it("sells a packet of tea: cart, session, completion, order", async () => {
    const { shop } = suite
    const cart = await shop.readyCart()
    expect(cart.total).toBe(15)
    expect(cart.tax_total).toBeCloseTo(15 - 15 / 1.21, 2)

    const session = await shop.startPaymentSession(cart.id, MANUAL)
    expect(session.amount).toBe(15)
    const completion = await shop.completeCart(cart.id)
    expect(completion.data).toMatchObject({ type: "order", order: { currency_code: "eur" } })

    const order = await shop.readOrder(cart.id)
    expect(order).toMatchObject({ total: 15, status: "pending", payment_status: "authorized" })
    expect(order?.payments).toHaveLength(1)
  })

  it("starts every test from the shop as it was seeded", async () => {
    const { shop } = suite
    const { data } = await shop.tryAdminGet("/admin/orders")
    expect(data.count).toBe(0)
    expect(await shop.orderIds("cart_unknown")).toEqual([])
  })
})
