import fc from "fast-check"
import { buildSessionBody, DEFAULT_ADAPTER, type SessionLine } from "../../../clients/billink"
import { toMinorUnits } from "../money"
import { type CartSketch, makeCart } from "./__fixtures__/cart"
import { buildSession } from "./build-session"
import { buildLines, InconsistentCartError, shorten } from "./session-lines"

const { limits } = DEFAULT_ADAPTER
const linesOf = (sketch: CartSketch) => buildLines(makeCart(sketch), limits, "nl").lines
const brief = ({ name, quantity, unitCents, rowCents, unitTaxCents, taxRate }: SessionLine) => [
  name,
  quantity,
  unitCents,
  rowCents,
  unitTaxCents,
  taxRate,
]

describe("A cart as Billink's lines (facts 4.4)", () => {
  it("tells unit, row and VAT per unit of tax-inclusive prices", () => {
    const lines = linesOf({
      rows: [
        { price: 12.1, quantity: 2 },
        { price: 10.9, rates: [9] },
      ],
    })
    expect(lines.map(brief)).toEqual([
      ["Artikel 0", 2, 1210, 2420, 210, "21"],
      ["Artikel 1", 1, 1090, 1090, 90, "9"],
    ])
  })

  it("tells the same of tax-exclusive prices", () => {
    const lines = linesOf({
      rows: [
        { price: 10, quantity: 2, inclusive: false },
        { price: 10, rates: [9], inclusive: false },
        { price: 10, rates: [], inclusive: false },
      ],
    })
    expect(lines.map(brief)).toEqual([
      ["Artikel 0", 2, 1210, 2420, 210, "21"],
      ["Artikel 1", 1, 1090, 1090, 90, "9"],
      ["Artikel 2", 1, 1000, 1000, 0, "0"],
    ])
  })

  it("puts what a fraction of a cent leaves in a rounding line of 0 %", () => {
    // 8.25 × 1.21 = 9.9825; three of them are 29.9475.
    const lines = linesOf({ rows: [{ price: 8.25, quantity: 3, inclusive: false }] })
    expect(lines.map(brief)).toEqual([
      ["Artikel 0", 3, 998, 2994, 173, "21"],
      ["Afronding", 1, 1, 1, 0, "0"],
    ])
  })

  it("charges 29.282 as 29.28, to the cent", () => {
    const cart = makeCart({ rows: [{ price: 24.2, inclusive: false }] })
    expect(Number(cart.total)).toBe(29.282)
    const { lines, totalCents, totalTaxCents } = buildLines(cart, limits, "nl")
    expect([totalCents, totalTaxCents]).toEqual([2928, 508])
    expect(lines.map(brief)).toEqual([["Artikel 0", 1, 2928, 2928, 508, "21"]])
  })

  it("tells a discount as a negative line per VAT rate, with its VAT", () => {
    const lines = linesOf({
      rows: [
        { price: 121, discount: 12.1 },
        { price: 121, discount: 12.1 },
        { price: 109, rates: [9], discount: 10.9 },
        { price: 50, rates: [] },
      ],
      shipping: [{ price: 6.05, discount: 6.05 }],
    })
    expect(lines.slice(4).map(brief)).toEqual([
      ["PostNL", 1, 605, 605, 105, "21"],
      ["Korting", 1, -3025, -3025, -525, "21"],
      ["Korting", 1, -1090, -1090, -90, "9"],
    ])
    expect(lines.slice(4).map(({ code }) => code)).toEqual(["0001", "0002", "0002"])
  })

  it("tells gift cards as negative lines of 0 %", () => {
    const lines = linesOf({ rows: [{ price: 100 }], gifts: [25, 10.5] })
    expect(lines.slice(1).map(brief)).toEqual([
      ["Cadeaukaart", 1, -2500, -2500, 0, "0"],
      ["Cadeaukaart", 1, -1050, -1050, 0, "0"],
    ])
  })

  it("leaves out shipping that costs nothing", () => {
    expect(linesOf({ rows: [{ price: 1 }], shipping: [{ price: 0 }] })).toHaveLength(1)
  })

  it("adds up several rates of one row, as Medusa does", () => {
    expect(linesOf({ rows: [{ price: 10, rates: [20, 5.5] }] })[0]?.taxRate).toBe("25.5")
  })

  it("tells a row as one piece when no unit price in cents gives it", () => {
    const lines = linesOf({
      rows: [
        { price: 0.0123, quantity: 1_000, title: "Schroef" },
        { price: 4, quantity: 2.5, title: "Stof" },
      ],
    })
    expect(lines.map(brief)).toEqual([
      ["1000 × Schroef", 1, 1230, 1230, 213, "21"],
      ["2.5 × Stof", 1, 1000, 1000, 174, "21"],
    ])
  })

  it("shortens codes and texts and strips what no invoice can print (facts 4.4)", () => {
    const [line] = linesOf({
      rows: [
        { price: 1, sku: "S".repeat(80), title: `a\u0000b\n${"é".repeat(200)}`, variant: "Rood" },
      ],
    })
    expect(line?.code).toHaveLength(limits.itemCode)
    expect(line?.name.startsWith("a b éé")).toBe(true)
    expect([...(line?.name ?? "")]).toHaveLength(limits.itemName)
    expect(line?.description).toBe("Rood")
    expect(shorten("😀😀", 1)).toBe("😀")
  })

  it("uses the row's id when there is no sku", () => {
    expect(linesOf({ rows: [{ price: 1, sku: null }] })[0]?.code).toBe("cali_0")
    expect(linesOf({ rows: [{ price: 1, sku: "" }] })[0]?.code).toBe("cali_0")
  })

  it("refuses to hide money in a rounding line", () => {
    const cart = makeCart({ rows: [{ price: 10 }], over: { total: 9 } })
    expect(() => buildLines(cart, limits, "nl")).toThrow(InconsistentCartError)
  })
})

const row = fc.record({
  price: fc.oneof(
    fc.integer({ min: 0, max: 500_000 }).map((cents) => cents / 100),
    fc.integer({ min: 1, max: 5_000_000 }).map((part) => part / 10_000)
  ),
  quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5_000 })),
  rates: fc.constantFrom([21], [9], [0], [], [19], [7], [6], [20, 5.5]),
  inclusive: fc.boolean(),
  part: fc.constantFrom(0, 0, 0, 0.1, 0.3333, 0.15, 1),
})
const sketch = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    shipping: fc.array(row, { maxLength: 2 }),
    gift: fc.constantFrom(0, 0, 5, 10.01, 2.333),
  })
  .map(({ rows, shipping, gift }): CartSketch => {
    const discounted = rows.map((one) => ({
      ...one,
      discount: one.price * one.quantity * one.part,
    }))
    const sent = shipping.map((one) => ({ ...one, discount: one.price * one.part }))
    return { rows: discounted, shipping: sent, gifts: gift ? [gift] : [] }
  })

describe("Lines of any cart", () => {
  it("are the total to the cent, each of them unit × quantity, in whole cents", () => {
    fc.assert(
      fc.property(sketch, (one) => {
        const cart = makeCart(one)
        const { lines, totalCents, totalTaxCents } = buildLines(cart, limits, "nl")
        expect(totalCents).toBe(toMinorUnits(cart.total))
        expect(totalTaxCents).toBe(toMinorUnits(cart.tax_total))
        expect(lines.reduce((sum, line) => sum + line.rowCents, 0)).toBe(totalCents)
        for (const line of lines) {
          expect(line.rowCents).toBe(line.unitCents * line.quantity)
          expect(
            Number.isSafeInteger(line.unitCents) && Number.isSafeInteger(line.unitTaxCents)
          ).toBe(true)
          expect(Number.isSafeInteger(line.quantity) && line.quantity >= 1).toBe(true)
        }
      }),
      { numRuns: 250 }
    )
  })

  it("hold the right VAT: what is told by rate is what Medusa counted, but for half a cent a unit", () => {
    fc.assert(
      fc.property(sketch, (one) => {
        const { lines, totalTaxCents } = buildLines(makeCart(one), limits, "nl")
        const told = lines.reduce((sum, line) => sum + line.unitTaxCents * line.quantity, 0)
        const slack = lines.reduce((sum, line) => sum + (line.quantity + 1) / 2, 1)
        expect(Math.abs(told - totalTaxCents)).toBeLessThanOrEqual(slack)
      }),
      { numRuns: 100 }
    )
  })

  it("go out as texts with two decimals that add up", () => {
    const urls = {
      success: "https://a.nl/1",
      fail: "https://a.nl/2",
      back: "https://a.nl/3",
      cancel: "https://a.nl/4",
    }
    const settings = { adapter: DEFAULT_ADAPTER, countries: ["NL"], limits: {} }
    fc.assert(
      fc.property(sketch, (one) => {
        const input = { cart: makeCart(one), orderNumber: "O1", returnUrls: urls, settings }
        const built = buildSession({ ...input, language: "nl" })
        if (!built.ok) {
          expect(built.problems).toEqual([{ field: "total", reason: "empty" }])
          return
        }
        const body = buildSessionBody(built.session, DEFAULT_ADAPTER, { username: "u", id: "i" })
        const { totalAmount, orderItems } = body.transaction as {
          totalAmount: string
          orderItems: {
            totalProductAmount: string
            productAmount: string
            productTaxAmount: string
          }[]
        }
        const cents = (text: string) => {
          expect(text).toMatch(/^-?\d+\.\d{2}$/)
          return BigInt(text.replace(".", ""))
        }
        const sum = orderItems.reduce(
          (total, { totalProductAmount, productAmount, productTaxAmount }) => {
            cents(productAmount)
            cents(productTaxAmount)
            return total + cents(totalProductAmount)
          },
          0n
        )
        expect(sum).toBe(cents(totalAmount))
      }),
      { numRuns: 100 }
    )
  })
})
