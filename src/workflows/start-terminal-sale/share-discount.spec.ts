import fc from "fast-check"
import { shareDiscount } from "./share-discount"

const totals = fc.array(fc.nat({ max: 9_999_999 }), { minLength: 1, maxLength: 40 })

describe("shareDiscount", () => {
  it("shares all of it, never more than a line costs, and in proportion to the cent", () => {
    fc.assert(
      fc.property(totals, fc.nat({ max: 1_000 }), (lines, perMille) => {
        const sum = lines.reduce((all, one) => all + one, 0)
        const discount = Math.floor((sum / 1_000) * perMille)
        const shares = shareDiscount(discount, lines)
        expect(shares.reduce((all, one) => all + one, 0)).toBe(discount)
        shares.forEach((share, index) => {
          const total = lines[index] ?? 0
          expect(share).toBeLessThanOrEqual(total)
          expect(Math.abs(share - (sum === 0 ? 0 : (discount * total) / sum))).toBeLessThanOrEqual(
            1
          )
        })
      })
    )
  })

  it.each([
    [0, [100, 200], [0, 0]],
    [1, [100, 100, 100], [1, 0, 0]],
    [100, [333, 333, 334], [33, 33, 34]],
    [300, [100, 200], [100, 200]],
    [0, [0], [0]],
  ])("%i over %j is %j", (discount, lines, shares) => {
    expect(shareDiscount(discount, lines)).toEqual(shares)
  })

  it("refuses more than there is", () => {
    expect(() => shareDiscount(301, [100, 200])).toThrow(RangeError)
  })
})
