import { useCallback, useEffect, useState } from "react"
import { useCart } from "../state/cart"
import { askForOrder } from "./billink-order"
import { LOOK_AGAIN_MS, nextLook } from "./look-again"
import { sdk } from "./store"

interface Found {
  state: "waiting" | "undecided" | "refused"
  /** The shop's words, with "refused". */
  message: string
}

const WAITING: Found = { state: "waiting", message: "" }

/** Asks for the order of a cart until it is there, Billink has said no, or it takes too long. */
export function useBillinkOrder(
  cartId: string,
  onOrder: (orderId: string, cartId: string) => void
): Found & { retry: () => void } {
  const { reload } = useCart()
  const [found, setFound] = useState(WAITING)
  const [round, setRound] = useState(0)

  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout>
    let looks = 0
    const look = async () => {
      const answer = await askForOrder(() => sdk.store.cart.complete(cartId))
      if (!isCurrent) {
        return
      }
      if (answer.state === "order") {
        onOrder(answer.orderId, cartId)
      } else if (answer.state === "refused") {
        setFound(answer)
        // Looked at while Medusa completed it, the cart seemed an order: "back to payment" needs it open.
        void reload()
      } else {
        lookLater()
      }
    }
    const lookLater = () => {
      timer = setTimeout(() => {
        const next = nextLook(looks, document.hidden)
        if (next === "stop") {
          setFound({ state: "undecided", message: "" })
        } else if (next === "wait") {
          lookLater()
        } else {
          looks += 1
          void look()
        }
      }, LOOK_AGAIN_MS)
    }
    setFound(WAITING)
    // An effect that is undone at once has not asked anything yet.
    timer = setTimeout(() => void look())
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [cartId, round, onOrder, reload])

  const retry = useCallback(() => setRound((before) => before + 1), [])
  return { ...found, retry }
}
