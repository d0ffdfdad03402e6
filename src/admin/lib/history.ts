import { changeBasket, type Basket, type BasketChange } from "./basket"

const LONGEST = 30

/** A basket with the ones before it, so that every slip can be taken back. */
export interface BasketHistory {
  basket: Basket
  past: { basket: Basket; undone: Undoable }[]
}

/** What would be taken back, for the words beside the button. */
export interface Undoable {
  what: BasketChange["type"]
  title?: string
}

export function apply(history: BasketHistory, change: BasketChange): BasketHistory {
  const basket = changeBasket(history.basket, change)
  if (basket === history.basket) {
    return history
  }
  const undone = { what: change.type, title: titleOf(history.basket, change) }
  const past = [...history.past, { basket: history.basket, undone }].slice(-LONGEST)
  return { basket, past }
}

export function undo(history: BasketHistory): BasketHistory {
  const last = history.past.at(-1)
  return last ? { basket: last.basket, past: history.past.slice(0, -1) } : history
}

export function lastUndoable({ past }: BasketHistory): Undoable | undefined {
  return past.at(-1)?.undone
}

function titleOf(basket: Basket, change: BasketChange): string | undefined {
  if (change.type === "add") {
    return change.article.title
  }
  return "variantId" in change
    ? basket.lines.find(({ variant_id }) => variant_id === change.variantId)?.title
    : undefined
}
