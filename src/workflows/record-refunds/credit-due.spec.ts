import fc from "fast-check"
import { creditDue } from "./credit-due"

describe("creditDue", () => {
  it.each([
    [0, 500, 500],
    [300, 500, 500],
    [-500, 500, 0],
    [-800, 500, 0],
    [-200, 500, 300],
  ])("of an order with %i pending and a refund of %i is %i", (pending, refunded, credit) => {
    expect(creditDue(pending, refunded)).toBe(credit)
  })

  it("never leaves the customer with more to pay than before, nor the shop with a debt it had not", () => {
    const cents = fc.integer({ min: -100_000, max: 100_000 })
    const refunds = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(cents, refunds, (pending, refunded) => {
        const after = pending + refunded - creditDue(pending, refunded)
        expect(after).toBe(pending < 0 ? Math.min(0, pending + refunded) : pending)
      })
    )
  })
})
