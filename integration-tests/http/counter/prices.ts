import { updateProductVariantsWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { Counter } from "../../support/counter"
import { inboxIsDone, openAttention } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"

export function pricesAtTheCounter(suite: ShopSuite) {
  const items = (quantity: number) => [{ variant_id: suite.shop.seeded.variants.tea, quantity }]
  const priceTea = (prices: { amount: number; currency_code: string; min_quantity?: number }[]) =>
    updateProductVariantsWorkflow(suite.container).run({
      input: { selector: { sku: "TEA" }, update: { prices } },
    })

  /** As the till does: the total that it shows is refused, Medusa's own is shown instead and charged. */
  async function sellAt(counter: Counter, quantity: number, shown: number, total: number) {
    const refused = await counter.charge({ items: items(quantity), expected_total: shown })
    expect([refused.status, refused.data]).toMatchObject([
      409,
      { code: "total_differs", details: { total, items: [{ quantity, total }] } },
    ])
    const begun = await counter.begin({
      items: items(quantity),
      expected_total: refused.data.details.total,
    })
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    expect(sold).toMatchObject({ amount: total })
    await inboxIsDone(suite)
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order).toMatchObject({ payment_status: "captured" })
    expect(Math.round(order.total * 100)).toBe(total)
    expect(await openAttention(suite)).toEqual([])
    return refused.data.details
  }

  it("VAT on top, rounded once for all pieces", async () => {
    const counter = await Counter.open(suite)
    await priceTea([{ amount: 8.26, currency_code: "eur" }])
    const pricing = suite.container.resolve(Modules.PRICING)
    for (const { id } of await pricing.listPricePreferences({})) {
      await pricing.updatePricePreferences(id, { is_tax_inclusive: false })
    }
    await sellAt(counter, 3, 3 * 999, 2998)
  })

  it("a price that falls with the quantity", async () => {
    const counter = await Counter.open(suite)
    await priceTea([
      { amount: 10, currency_code: "eur" },
      { amount: 9, currency_code: "eur", min_quantity: 3 },
    ])
    const details = await sellAt(counter, 3, 3000, 2700)
    expect(details).toMatchObject({ items: [{ unit_amount: 900 }] })
  })
}
