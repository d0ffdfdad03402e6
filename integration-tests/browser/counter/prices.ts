import { one } from "../../support/one"
import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG } from "./articles"

const SKU = "MOK-TULP-ROOD"

export function pricesAtTheTill(shop: TillWindow) {
  it("what gets cheaper by the pair: Medusa's total is shown and charged", async () => {
    const { data } = await shop.api.get("/product-variants", {
      params: { q: SKU, fields: "id,sku" },
    })
    const { id: variant_id } = one(
      (data.variants as { id: string; sku: string }[]).filter(({ sku }) => sku === SKU)
    )
    const made = await shop.api.post("/price-lists", {
      title: "Two of a kind",
      description: "Two of a kind",
      type: "sale",
      status: "active",
      prices: [{ variant_id, amount: 10, currency_code: "eur", min_quantity: 2 }],
    })
    try {
      const clerk = await shop.clerk({ language: "en" })
      const { t } = clerk
      await clerk.standAt(COUNTER.name)
      await clerk.scan(MUG.code)
      await clerk.scan(MUG.code)
      await clerk.basket.getByText("€25.00").first().waitFor()
      await clerk.key("F9")
      await clerk.basket.getByText(filled(t.basket.otherTotal, { total: "€20.00" })).waitFor()
      await clerk.button(filled(t.basket.charge, { amount: "€20.00" })).waitFor()
      await clerk.key("F9")
      await shop.card("tap")
      expect(await shop.order(await clerk.isPaid())).toMatchObject({ total: 20 })
      expect(shop.charged).toBe(2000)
    } finally {
      await shop.api.delete(`/price-lists/${made.data.price_list.id}`)
    }
  })
}
