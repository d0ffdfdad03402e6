import type { ShopSuite } from "../../support/runner"
import { MANUAL } from "../../support/shop"
import { waitUntil } from "../../support/wait"

export function dutchShop(suite: ShopSuite) {
  it("sells a packet of tea that is paid by iDEAL", async () => {
    const { shop, sandbox } = suite
    const cart = await shop.readyCart()
    expect(cart.total).toBe(15)
    expect(cart.tax_total).toBeCloseTo(15 - 15 / 1.21, 2)

    const session = await shop.startPaymentSession(cart.id)
    expect(sandbox.paymentOf(session)).toMatchObject({ amount: 1500, currency: "eur" })
    await sandbox.pay(session, { method: "ideal" })

    const order = await waitUntil("there is a paid order", async () => {
      const found = await shop.readOrder(cart.id)
      return found?.payment_status === "captured" && found
    })
    expect(order).toMatchObject({ total: 15, currency_code: "eur", status: "pending" })
    expect(order.captures.map((capture) => capture.amount)).toEqual([15])
    expect(order.refunds).toEqual([])
  })

  it("leaves the shop's other ways to pay alone", async () => {
    const { shop, sandbox } = suite
    const cart = await shop.readyCart()
    await shop.startPaymentSession(cart.id, MANUAL)
    const completion = await shop.completeCart(cart.id)
    expect(completion.data).toMatchObject({ type: "order", order: { total: 15 } })
    expect(await shop.readOrder(cart.id)).toMatchObject({ payment_status: "authorized" })
    expect(sandbox.calls).toEqual([])
  })

  it("starts every test from the shop as it was seeded", async () => {
    const { shop, sandbox } = suite
    const { data } = await shop.tryAdminGet("/admin/orders")
    expect(data.count).toBe(0)
    expect(sandbox.payments).toEqual([])
  })

  it("has no routes of Billink, which it does not use (contract 1)", async () => {
    const any = { validateStatus: () => true }
    const answers = await Promise.all([
      suite.api.post("/hooks/billink/some-token/session", {}, any),
      suite.api.post("/hooks/billink/some-token/order", {}, any),
      suite.api.get("/hooks/billink/return?session=some", any),
      suite.shop.tryAdminPost("/admin/wolffpay/billink/invoices/some/credit", {}),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })
}
