import {
  createProductsWorkflow,
  linkProductsToSalesChannelWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { one } from "../../support/one"
import { type Doors, ROOT } from "./doors"

export function articles(doors: Doors) {
  describe("GET …/articles", () => {
    const articles = async () => {
      const { status, data } = await doors.get(`${ROOT}/articles?reader_id=${doors.reader.id}`)
      expect(status).toBe(200)
      return data
    }
    const productIds = async () =>
      (await doors.suite.container.resolve(Modules.PRODUCT).listProducts({})).map(({ id }) => id)
    const offer = async (ids: string[]) =>
      linkProductsToSalesChannelWorkflow(doors.suite.container).run({
        input: { id: doors.reader.sales_channel_id, add: ids },
      })

    it("has what the sales channel sells, with prices in cents, VAT, codes and the shop's stock", async () => {
      expect((await articles()).articles).toEqual([])
      await offer(await productIds())
      await updateProductVariantsWorkflow(doors.suite.container).run({
        input: {
          selector: { sku: "TEA" },
          update: { barcode: "8710000000017", ean: "8710000000017", upc: "042100005264" },
        },
      })
      const answer = await articles()
      expect(answer).toMatchObject({
        currency_code: "eur",
        taken_at: expect.stringMatching(/^\d{4}-.*Z$/),
      })
      expect(answer.articles).toEqual([
        {
          variant_id: doors.suite.shop.seeded.variants.tea,
          product_id: expect.stringMatching(/^prod_/),
          title: "Thee",
          variant_title: "Eén",
          sku: "TEA",
          codes: ["8710000000017", "042100005264"],
          thumbnail: null,
          unit_amount: 1000,
          tax_rate: 21,
          available: 10,
        },
        expect.objectContaining({ title: "Theepot", unit_amount: 2495, codes: [] }),
      ])
      expect(doors.suite.sandbox.calls).toEqual([])
    })

    it("counts what is promised to others, and null where stock is not kept", async () => {
      await offer(await productIds())
      const sale = await doors.counter.begin()
      await doors.counter.card("tap")
      await doors.counter.until(sale, "handed_over")
      await updateProductVariantsWorkflow(doors.suite.container).run({
        input: { selector: { sku: "TEAPOT" }, update: { manage_inventory: false } },
      })
      const available = (await articles()).articles.map(
        (article: { available: number | null }) => article.available
      )
      expect(available).toEqual([8, null])
    })

    it("takes the tax rate of a product that has its own, and adds tax where prices have none", async () => {
      await offer(await productIds())
      const tax = doors.suite.container.resolve(Modules.TAX)
      const nl = one(await tax.listTaxRegions({ country_code: "nl" }))
      const products = await doors.suite.container
        .resolve(Modules.PRODUCT)
        .listProducts({ title: "Thee" })
      await tax.createTaxRates([
        {
          tax_region_id: nl.id,
          name: "BTW laag",
          code: "btw-9",
          rate: 9,
          rules: [{ reference: "product", reference_id: one(products).id }],
        },
      ])
      const rates = async () =>
        (await articles()).articles.map((article: { tax_rate: number; unit_amount: number }) => [
          article.tax_rate,
          article.unit_amount,
        ])
      expect(await rates()).toEqual([
        [9, 1000],
        [21, 2495],
      ])
      const pricing = doors.suite.container.resolve(Modules.PRICING)
      for (const preference of await pricing.listPricePreferences({})) {
        await pricing.updatePricePreferences(preference.id, { is_tax_inclusive: false })
      }
      expect(await rates()).toEqual([
        [9, 1090],
        [21, 3019],
      ])
    })

    it("asks the database as often for sixty articles as for two", async () => {
      await offer(await productIds())
      const database = doors.suite.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      let queries = 0
      const count = () => (queries += 1)
      const asked = async () => {
        await articles()
        queries = 0
        database.on("query", count)
        const { length } = (await articles()).articles
        database.removeListener("query", count)
        return { length, queries }
      }
      const few = await asked()
      await createProductsWorkflow(doors.suite.container).run({
        input: {
          products: Array.from({ length: 58 }, (_, index) => ({
            title: `Mok ${index}`,
            status: "published" as const,
            sales_channels: [{ id: doors.reader.sales_channel_id }],
            options: [{ title: "Maat", values: ["Eén"] }],
            variants: [
              {
                title: "Eén",
                options: { Maat: "Eén" },
                prices: [{ currency_code: "eur", amount: 5 }],
              },
            ],
          })),
        },
      })
      const many = await asked()
      expect([few.length, many.length]).toEqual([2, 60])
      expect(few.queries).toBeGreaterThan(3)
      expect(many.queries).toBe(few.queries)
    })

    it("leaves out drafts and what has no price says so", async () => {
      await createProductsWorkflow(doors.suite.container).run({
        input: {
          products: ["Concept", "Zonder prijs"].map((title, index) => ({
            title,
            status: index === 0 ? ("draft" as const) : ("published" as const),
            sales_channels: [{ id: doors.reader.sales_channel_id }],
            options: [{ title: "Maat", values: ["Eén"] }],
            variants: [{ title: "Eén", options: { Maat: "Eén" }, manage_inventory: false }],
          })),
        },
      })
      expect((await articles()).articles).toMatchObject([
        { title: "Zonder prijs", unit_amount: null, available: null },
      ])
    })

    it.each([
      ["", 400],
      ["?reader_id=wptr_none", 404],
      ["?reader_id=", 400],
      ["?reader_id=a&q=thee", 400],
    ])("answers %j with %i", async (query, expected) => {
      expect((await doors.get(`${ROOT}/articles${query}`)).status).toBe(expected)
    })
  })
}
