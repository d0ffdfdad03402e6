import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react"
import type { HttpTypes } from "@medusajs/types"
import { CART_KEY } from "../lib/cart-key"
import { lastOrder } from "../lib/last-order"
import { problemOf, statusOf, type Problem } from "../lib/problem"
import { storage } from "../lib/storage"
import { carts, type Cart } from "../lib/store"
import { completedAfter } from "./completed"

interface CartDesk {
  cart: Cart | undefined
  /** True while a remembered cart is fetched for the first time. */
  isLoading: boolean
  problem: Problem | undefined
  count: number
  /** A cart that turned out to be an order already: by its webhook, or in another tab. */
  completedId: string | undefined
  reload: () => Promise<void>
  /** Takes up a cart that this browser does not know, unless it has one of its own. */
  adopt: (cartId: string) => void
  add: (variantId: string, quantity: number) => Promise<void>
  setQuantity: (lineId: string, quantity: number) => Promise<void>
  remove: (lineId: string) => Promise<void>
  update: (values: HttpTypes.StoreUpdateCart) => Promise<void>
  chooseDelivery: (optionId: string) => Promise<void>
  /** The cart became this order. */
  ordered: (cartId: string, orderId: string) => void
  /** While a payment is confirmed, the cart is left as it is: its webhook may complete it at any moment. */
  hold: (isHeld: boolean) => void
}

const Context = createContext<CartDesk | undefined>(undefined)

export function CartProvider({ children }: { children: ReactNode }) {
  const [cart, setCart] = useState<Cart>()
  const [isLoading, setLoading] = useState(storage.read(CART_KEY) !== null)
  const [problem, setProblem] = useState<Problem>()
  const [completedId, setCompletedId] = useState<string>()
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const held = useRef(false)

  const forget = useCallback((cartId: string) => {
    if (storage.read(CART_KEY) === cartId) {
      storage.remove(CART_KEY)
    }
    setCart((current) => (current?.id === cartId ? undefined : current))
  }, [])

  const ordered = useCallback(
    (cartId: string, orderId: string) => {
      lastOrder.write(orderId)
      setCompletedId(undefined)
      forget(cartId)
    },
    [forget]
  )

  /** A completed cart stays remembered until its order is there: Medusa may undo the completing. */
  const take = useCallback((next: Cart) => {
    storage.write(CART_KEY, next.id)
    setCompletedId((before) => completedAfter(before, next))
    setCart(next.completed_at ? undefined : next)
  }, [])

  /** One call at a time, in the order of the clicks. */
  const enqueue = useCallback(<T,>(work: () => Promise<T>): Promise<T> => {
    const next = queue.current.then(work)
    queue.current = next.catch(() => undefined)
    return next
  }, [])

  const read = useCallback(async () => {
    const id = storage.read(CART_KEY)
    if (held.current) {
      return
    }
    if (id === null) {
      setCart(undefined)
      setCompletedId(undefined)
      setLoading(false)
      return
    }
    try {
      const found = await carts.read(id)
      // Ordered, or replaced in another tab, while this was asked: the answer is of no use.
      if (storage.read(CART_KEY) === id) {
        take(found)
      }
      setProblem(undefined)
    } catch (error) {
      if (statusOf(error) === 404) {
        forget(id)
      } else {
        setProblem(problemOf(error))
      }
    } finally {
      setLoading(false)
    }
  }, [forget, take])

  const reload = useCallback(() => enqueue(read), [enqueue, read])

  const adopt = useCallback(
    (cartId: string) => {
      if (storage.read(CART_KEY) === null) {
        storage.write(CART_KEY, cartId)
        setLoading(true)
        void reload()
      }
    },
    [reload]
  )

  useEffect(() => {
    void reload()
    const onStorage = ({ key }: StorageEvent) => key === CART_KEY && void reload()
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && void reload()
    const onVisible = () => document.visibilityState === "visible" && void reload()
    window.addEventListener("storage", onStorage)
    window.addEventListener("pageshow", onShow)
    document.addEventListener("visibilitychange", onVisible)
    return () => {
      window.removeEventListener("storage", onStorage)
      window.removeEventListener("pageshow", onShow)
      document.removeEventListener("visibilitychange", onVisible)
    }
  }, [reload])

  const desk = useMemo<CartDesk>(() => {
    const change = (work: (id: string) => Promise<Cart>) =>
      enqueue(async () => {
        const id = storage.read(CART_KEY)
        if (id !== null) {
          take(await work(id))
        }
      })
    const addOrCreate = async (variantId: string, quantity: number) => {
      const id = storage.read(CART_KEY)
      if (id !== null) {
        try {
          return await carts.add(id, variantId, quantity)
        } catch (error) {
          if (!(await isGone(id, error))) {
            throw error
          }
          forget(id)
        }
      }
      return carts.create([{ variant_id: variantId, quantity }])
    }
    return {
      cart,
      isLoading,
      problem,
      completedId,
      count: (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0),
      reload,
      adopt,
      ordered,
      hold: (isHeld) => (held.current = isHeld),
      add: (variantId, quantity) =>
        enqueue(async () => take(await addOrCreate(variantId, quantity))),
      setQuantity: (lineId, quantity) => change((id) => carts.setQuantity(id, lineId, quantity)),
      remove: (lineId) => change((id) => carts.remove(id, lineId)),
      update: (values) => change((id) => carts.update(id, values)),
      chooseDelivery: (optionId) => change((id) => carts.chooseDelivery(id, optionId)),
    }
  }, [cart, isLoading, problem, completedId, reload, adopt, enqueue, forget, ordered, take])

  return <Context.Provider value={desk}>{children}</Context.Provider>
}

/** Refused because the cart is no more, or is an order by now: a new one takes its place. */
async function isGone(id: string, error: unknown) {
  if (statusOf(error) === 404) {
    return true
  }
  try {
    return Boolean((await carts.read(id)).completed_at)
  } catch (reading) {
    return statusOf(reading) === 404
  }
}

export function useCart(): CartDesk {
  const desk = useContext(Context)
  if (!desk) {
    throw new Error("useCart needs a CartProvider")
  }
  return desk
}
