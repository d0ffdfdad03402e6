import fc from "fast-check"
import { covers } from "./covers"

describe("covers", () => {
  it("is no matter of binary fractions: 10.1 and 10.2 are 20.3", () => {
    expect(10.1 + 10.2 >= 20.3).toBe(false)
    expect(covers([10.1, 10.2], 20.3)).toBe(true)
  })

  it("holds for every way to pay an amount in parts, and for no cent less", () => {
    const cents = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cents, (parts) => {
        const owed = parts.reduce((sum, part) => sum + part, 0)
        const major = parts.map((part) => part / 100)
        expect(covers(major, owed / 100)).toBe(true)
        expect(covers(major, (owed + 1) / 100)).toBe(false)
      })
    )
  })

  it("is not so when nothing was paid", () => {
    expect(covers([], 0)).toBe(false)
  })

  it("takes Medusa's numbers of more decimals than money has", () => {
    expect(covers([{ value: "29.282" }], 29.28)).toBe(true)
    expect(covers([29.28], { value: "29.282" })).toBe(true)
  })
})
