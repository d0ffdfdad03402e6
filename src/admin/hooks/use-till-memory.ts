import { useCallback, useEffect, useState } from "react"
import { EMPTY_BASKET, isEmpty, type Basket, type BasketChange } from "../lib/basket"
import { apply, lastUndoable, undo, type BasketHistory } from "../lib/history"
import {
  newId,
  tillKey,
  tillWindow,
  type Charge,
  type LeftSale,
  type ParkedBasket,
} from "../lib/till-memory"

/** Basket, running payment and parked baskets of one till, kept in this browser through a reload and alike in all its tabs. */
export function useTillMemory(readerId: string) {
  const [box] = useState(() => tillWindow(localStorage, readerId))
  const [kept] = useState(() => box.read())
  const [history, setHistory] = useState<BasketHistory>({ basket: kept.basket, past: [] })
  const [charge, setCharge] = useState<Charge | null>(kept.charge)
  const [parked, setParked] = useState<ParkedBasket[]>(kept.parked)
  const [left, setLeft] = useState<LeftSale[]>(kept.left)
  const { basket } = history

  // Before the next request goes out, and not when React finds the time for it.
  const remember = useCallback(
    (next: Charge | null) => {
      box.write({ basket, parked, left, charge: next })
      setCharge(next)
    },
    [basket, parked, left, box]
  )
  useEffect(() => {
    box.write({ basket, charge, parked, left })
  }, [basket, charge, parked, left, box])
  // Two tabs are one till: what one of them writes is what the other shows.
  useEffect(() => {
    const follow = ({ key }: StorageEvent) => {
      if (key === tillKey(readerId)) {
        const theirs = box.read()
        setHistory({ basket: theirs.basket, past: [] })
        setCharge(theirs.charge)
        setParked(theirs.parked)
        setLeft(theirs.left)
      }
    }
    window.addEventListener("storage", follow)
    return () => window.removeEventListener("storage", follow)
  }, [box, readerId])

  const change = useCallback((one: BasketChange) => setHistory((all) => apply(all, one)), [])
  const set = useCallback((next: Basket) => setHistory((all) => ({ ...all, basket: next })), [])
  const start = useCallback(() => setHistory({ basket: EMPTY_BASKET, past: [] }), [])
  const park = () => {
    if (!isEmpty(basket)) {
      setParked([{ id: newId(), at: Date.now(), basket }, ...parked])
      start()
    }
  }
  /** `isLying`: what is at the till now is parked in its place. */
  const resume = (one: ParkedBasket, isLying: boolean) => {
    const others = parked.filter(({ id }) => id !== one.id)
    const swapped = { id: newId(), at: Date.now(), basket }
    setParked(isLying ? [swapped, ...others] : others)
    setHistory({ basket: one.basket, past: [] })
  }
  const forget = useCallback(
    (saleId: string) => setLeft((all) => all.filter(({ sale_id }) => sale_id !== saleId)),
    []
  )
  return {
    basket,
    change,
    set,
    start,
    undo: useCallback(() => setHistory(undo), []),
    undoable: lastUndoable(history),
    charge,
    remember,
    parked,
    setParked,
    park,
    resume,
    left,
    leave: (one: LeftSale) => setLeft((all) => [...all, one]),
    forget,
  }
}
