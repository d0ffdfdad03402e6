import fc from "fast-check"
import {
  changeBasket,
  EMPTY_BASKET,
  isShort,
  lineTotal,
  refreshBasket,
  saleItems,
  totalsOf,
  type Basket,
  type BasketChange,
} from "./basket"
import { article } from "./__fixtures__/article"
import { apply, lastUndoable, undo, type BasketHistory } from "./history"

const mug = article({ variant_id: "mug", title: "Mug", unit_amount: 1250 })
const pot = article({ variant_id: "pot", title: "Pot", unit_amount: 3495, available: 1 })

function basketOf(...changes: BasketChange[]): Basket {
  return changes.reduce(changeBasket, EMPTY_BASKET)
}

const anyChange: fc.Arbitrary<BasketChange> = fc.oneof(
  fc.record({ type: fc.constant("add" as const), article: fc.constantFrom(mug, pot) }),
  fc.record({
    type: fc.constant("quantity" as const),
    variantId: fc.constantFrom("mug", "pot"),
    quantity: fc.integer({ min: -1, max: 1200 }),
  }),
  fc.record({ type: fc.constant("remove" as const), variantId: fc.constantFrom("mug", "pot") }),
  fc.record({
    type: fc.constant("line_discount" as const),
    variantId: fc.constantFrom("mug", "pot"),
    discount: fc.constantFrom(
      { kind: "percent" as const, basisPoints: 3333 },
      { kind: "amount" as const, amount: 700 },
      null
    ),
  }),
  fc.record({
    type: fc.constant("discount" as const),
    discount: fc.constantFrom({ kind: "amount" as const, amount: 99_999 }, null),
  }),
  fc.constant({ type: "clear" as const })
)

describe("a basket", () => {
  it("counts an article that is scanned again in the same line", () => {
    const basket = basketOf({ type: "add", article: mug }, { type: "add", article: mug })
    expect(basket.lines).toHaveLength(1)
    expect(totalsOf(basket)).toEqual({ subtotal: 2500, discount: 0, total: 2500, pieces: 2 })
  })

  it("leaves out an article that has no price here", () => {
    expect(basketOf({ type: "add", article: article({ unit_amount: null }) })).toBe(EMPTY_BASKET)
  })

  it("takes discounts off the line first and off the sum of the lines after", () => {
    const basket = basketOf(
      { type: "add", article: mug, quantity: 2 },
      { type: "add", article: pot },
      { type: "line_discount", variantId: "mug", discount: { kind: "amount", amount: 500 } },
      { type: "discount", discount: { kind: "percent", basisPoints: 1000 } }
    )
    expect(totalsOf(basket)).toEqual({ subtotal: 5495, discount: 550, total: 4945, pieces: 3 })
    expect(saleItems(basket)).toEqual([
      { variant_id: "mug", quantity: 2, discount_amount: 500 },
      { variant_id: "pot", quantity: 1 },
    ])
  })

  it("drops a line at quantity 0, and the discount with the last one", () => {
    const basket = basketOf(
      { type: "add", article: mug },
      { type: "discount", discount: { kind: "amount", amount: 100 } },
      { type: "quantity", variantId: "mug", quantity: 0 }
    )
    expect(basket).toEqual(EMPTY_BASKET)
  })

  it("says when it holds more than the shop has", () => {
    const [line] = basketOf({ type: "add", article: pot, quantity: 2 }).lines
    expect(line && isShort(line)).toBe(true)
    const [free] = basketOf({ type: "add", article: article({ available: null }) }).lines
    expect(free && isShort(free)).toBe(false)
  })

  it("takes over today's prices, and stays the same object when there is nothing new", () => {
    const basket = basketOf({ type: "add", article: mug })
    expect(refreshBasket(basket, () => mug)).toBe(basket)
    expect(refreshBasket(basket, () => undefined)).toBe(basket)
    const dearer = refreshBasket(basket, () => ({ ...mug, unit_amount: 1300 }))
    expect(totalsOf(dearer).total).toBe(1300)
  })

  it("is whole cents, never below nothing, and the sum of what is sent, whatever is done to it", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 30 }), (changes) => {
        const basket = basketOf(...changes)
        const { subtotal, discount, total } = totalsOf(basket)
        const sent = saleItems(basket).reduce(
          (sum, { variant_id, quantity, discount_amount = 0 }) => {
            const unit = variant_id === "mug" ? 1250 : 3495
            return sum + unit * quantity - discount_amount
          },
          0
        )
        expect(sent).toBe(subtotal)
        expect(total).toBe(subtotal - discount)
        expect(Number.isInteger(total) && total >= 0).toBe(true)
        expect(basket.lines.every((line) => lineTotal(line) >= 0)).toBe(true)
      })
    )
  })
})

describe("a slip", () => {
  it("can be taken back, one after the other, to where it began", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 20 }), (changes) => {
        const start: BasketHistory = { basket: EMPTY_BASKET, past: [] }
        let history = changes.reduce(apply, start)
        while (history.past.length > 0) {
          history = undo(history)
        }
        expect(history.basket).toEqual(EMPTY_BASKET)
      })
    )
  })

  it("is named by what was done and to which article", () => {
    const start = apply({ basket: EMPTY_BASKET, past: [] }, { type: "add", article: mug })
    expect(lastUndoable(start)).toEqual({ what: "add", title: "Mug" })
    const removed = apply(start, { type: "remove", variantId: "mug" })
    expect(lastUndoable(removed)).toEqual({ what: "remove", title: "Mug" })
    expect(undo(removed).basket).toBe(start.basket)
    expect(undo({ basket: EMPTY_BASKET, past: [] }).past).toEqual([])
  })
})
