import { firstChoice, priceFrom, stockOf, variantsOf, type Product, type Variant } from "./variants"

const variant = (given: object) => ({ manage_inventory: true, ...given }) as Variant
const product = (...variants: Variant[]) => ({ variants }) as Product
const priced = (amount: number) =>
  variant({ calculated_price: { calculated_amount: amount, currency_code: "eur" } })

describe("A variant", () => {
  it("is there in plenty, in few, or not", () => {
    expect(stockOf(variant({ inventory_quantity: 100 }))).toBe("plenty")
    expect(stockOf(variant({ inventory_quantity: 5 }))).toBe("few")
    expect(stockOf(variant({ inventory_quantity: 0 }))).toBe("none")
    expect(stockOf(undefined)).toBe("none")
  })

  it("can always be bought when nobody counts it or it may be ordered ahead", () => {
    expect(stockOf(variant({ manage_inventory: false }))).toBe("plenty")
    expect(stockOf(variant({ allow_backorder: true, inventory_quantity: 0 }))).toBe("plenty")
  })

  it("is chosen first when it can be bought", () => {
    const sold = variant({ id: "sold", inventory_quantity: 0 })
    const there = variant({ id: "there", inventory_quantity: 1 })
    expect(firstChoice(product(sold, there))?.id).toBe("there")
    expect(firstChoice(product(sold))?.id).toBe("sold")
  })
})

describe("The variants of a product", () => {
  const titles = (...variants: Variant[]) =>
    variantsOf(product(...variants)).map((one) => one.title)

  it("stand in their rank, and then by number", () => {
    expect(titles(variant({ title: "42" }), variant({ title: "9" }))).toEqual(["9", "42"])
    const ranked = [
      variant({ title: "Geel", variant_rank: 1 }),
      variant({ title: "Rood", variant_rank: 0 }),
    ]
    expect(titles(...ranked)).toEqual(["Rood", "Geel"])
  })
})

describe("The price in the catalogue", () => {
  it("is the lowest, and says when others are higher", () => {
    expect(priceFrom(product(priced(12.5), priced(9.95)))).toEqual({
      amount: 9.95,
      currency: "eur",
      varies: true,
    })
    expect(priceFrom(product(priced(9.95)))).toMatchObject({ varies: false })
  })

  it("is absent for a product without prices", () => {
    expect(priceFrom(product(variant({})))).toBeUndefined()
  })
})
