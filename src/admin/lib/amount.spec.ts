import fc from "fast-check"
import {
  centsOf,
  discountOn,
  formatAmount,
  formatDiscount,
  localeOf,
  parseAmount,
  parseDiscount,
  typedAmount,
} from "./amount"

const plain = (text: string) => text.replace(/\s/g, " ")

describe("an amount that somebody typed", () => {
  it.each([
    ["2", 200],
    ["2,5", 250],
    ["2,50", 250],
    ["2.50", 250],
    ["€ 12,95", 1295],
    ["0,05", 5],
    ["1.234,56", 123_456],
    ["1,234.56", 123_456],
    ["999999,99", 99_999_999],
  ])("is read with a comma or a point: %s", (text, amount) => {
    expect(parseAmount(text)).toBe(amount)
  })

  it.each(["", "abc", "-1", "1,2,3", "2,505", "1.234", "12,", ",5", "1e3", "1000000"])(
    "is refused rather than guessed: %j",
    (text) => {
      expect(parseAmount(text)).toBeNull()
    }
  )

  it("comes back to the cent from how either language writes it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom("nl", "en", "enGB"),
        (amount, language) => {
          expect(parseAmount(typedAmount(amount, language))).toBe(amount)
        }
      )
    )
  })
})

describe("a discount", () => {
  it("is an amount, or a percentage with its sign", () => {
    expect(parseDiscount("2,50")).toEqual({ kind: "amount", amount: 250 })
    expect(parseDiscount(" 12,5 % ")).toEqual({ kind: "percent", basisPoints: 1250 })
    expect(parseDiscount("101%")).toBeNull()
    expect(parseDiscount("0")).toBeNull()
    expect(parseDiscount("a lot")).toBeNull()
  })

  it("is rounded to the cent, half a cent up", () => {
    expect(discountOn(1005, { kind: "percent", basisPoints: 1000 })).toBe(101)
    expect(discountOn(1004, { kind: "percent", basisPoints: 1000 })).toBe(100)
    expect(discountOn(999, null)).toBe(0)
  })

  it("never takes more than there is, and always whole cents", () => {
    const discount = fc.oneof(
      fc.record({ kind: fc.constant("amount" as const), amount: fc.nat() }),
      fc.record({
        kind: fc.constant("percent" as const),
        basisPoints: fc.integer({ min: 1, max: 10_000 }),
      })
    )
    fc.assert(
      fc.property(fc.nat(99_999_999), discount, (base, one) => {
        const off = discountOn(base, one)
        expect(Number.isInteger(off)).toBe(true)
        expect(off).toBeGreaterThanOrEqual(0)
        expect(off).toBeLessThanOrEqual(base)
      })
    )
  })
})

describe("an amount on the screen", () => {
  it("is written as the language of the admin does", () => {
    expect(plain(formatAmount(123_450, "eur", "nl"))).toBe("€ 1.234,50")
    expect(plain(formatAmount(123_450, "eur", "enGB"))).toBe("€1,234.50")
    expect(localeOf("ptBR")).toBe("pt-BR")
    expect(plain(formatDiscount({ kind: "percent", basisPoints: 1250 }, "eur", "nl"))).toBe("12,5%")
    expect(plain(formatDiscount({ kind: "amount", amount: 250 }, "eur", "nl"))).toBe("€ 2,50")
  })

  it("comes from Medusa's major units without losing a cent", () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (cents) => {
        expect(
          centsOf(Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`))
        ).toBe(cents)
      })
    )
    expect(centsOf(-12.5)).toBe(-1250)
  })
})
