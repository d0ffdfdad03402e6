"use client"

import { useElements, useStripe } from "@stripe/react-stripe-js"
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react"
import type { CheckoutResult } from "../types"
import { type Checkout, CheckoutContext, useWolffPay } from "./context"

/** Inside Stripe's Elements: paying, and what came of it. */
export function CheckoutProvider(props: {
  cartId: string
  result: CheckoutResult | undefined
  settle: (result: CheckoutResult) => void
  retry: () => void
  onLoadError: Checkout["onLoadError"]
  children: ReactNode
}) {
  const { cartId, result, settle, retry, onLoadError } = props
  const wolffpay = useWolffPay()
  const stripe = useStripe()
  const elements = useElements()
  const [paying, setPaying] = useState(false)
  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])

  const checkout = useMemo<Checkout>(() => {
    const isSettled = result !== undefined && result.status !== "failed"
    return {
      ready: Boolean(stripe && elements) && !paying && !isSettled,
      paying,
      problem: !paying && result?.status === "failed" ? result : undefined,
      result,
      retry,
      onLoadError,
      async pay(returnUrl) {
        if (!elements) {
          throw new Error("useCheckout: pay() was called before ready")
        }
        setPaying(true)
        const settled = await wolffpay.confirm({ elements, cartId, returnUrl })
        if (isMounted.current) {
          setPaying(false)
          settle(settled)
        }
        return settled
      },
    }
  }, [wolffpay, stripe, elements, paying, result, cartId, settle, retry, onLoadError])
  return <CheckoutContext.Provider value={checkout}>{props.children}</CheckoutContext.Provider>
}
