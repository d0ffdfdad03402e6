"use client"

import { useEffect, useState } from "react"
import type { CheckoutResult, WolffPay } from "../types"

/** What became of a cart that was paid before: its order, also where the webhook was lost. Undefined while that is looked for. */
export function usePaidCart(
  wolffpay: WolffPay,
  cartId: string,
  isPaid: boolean
): CheckoutResult | undefined {
  const [result, setResult] = useState<CheckoutResult>()
  useEffect(() => {
    setResult(undefined)
    if (!isPaid) {
      return
    }
    const abort = new AbortController()
    wolffpay.finish(cartId, { signal: abort.signal }).then(
      (finished) => !abort.signal.aborted && setResult(finished),
      () => undefined
    )
    return () => abort.abort()
  }, [wolffpay, cartId, isPaid])
  return result
}
