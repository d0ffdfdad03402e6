import { useCallback, useEffect } from "react"
import { useLocation, useNavigate } from "react-router-dom"
import { useCart } from "../state/cart"

/** Leads to the order that a cart became, in place of the page that paid it: going back does not lead to a payment that is over. */
export function useGoToOrder() {
  const navigate = useNavigate()
  return useCallback(
    (orderId: string, cartId: string) =>
      void navigate(`/order/${orderId}`, { replace: true, state: { cartId } }),
    [navigate]
  )
}

/** On the order's page: the cart is forgotten here, and not before this page is there, so that no empty checkout shows in between. */
export function useForgetCart(orderId: string) {
  const state: unknown = useLocation().state
  const { ordered } = useCart()
  const cartId =
    typeof state === "object" && state !== null && "cartId" in state ? state.cartId : undefined
  useEffect(() => {
    if (typeof cartId === "string") {
      ordered(cartId, orderId)
    }
  }, [cartId, orderId, ordered])
}
