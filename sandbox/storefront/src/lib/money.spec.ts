import { formatMoney } from "./money"

const plain = (text: string) => text.replace(/\u00a0/g, " ")

describe("A price", () => {
  it("has a comma in Dutch and a point in English", () => {
    expect(plain(formatMoney(1234.5, "eur", "nl"))).toBe("€ 1.234,50")
    expect(plain(formatMoney(1234.5, "eur", "en"))).toBe("€1,234.50")
  })

  it("keeps its currency", () => {
    expect(formatMoney(9.95, "gbp", "en")).toBe("£9.95")
  })
})
