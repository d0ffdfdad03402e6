"use client"

import { useCallback, useEffect, useState } from "react"
import type { CheckoutResult, StoreOrder, WolffPay } from "../types"
import type { ProblemCode } from "../problems"
import { useWolffPay } from "./context"

export interface UseReturnOptions {
  /** Not needed inside a WolffPayProvider. */
  wolffpay?: WolffPay
  /** The query of the return page; the browser's own unless told. */
  query?: string
  timeoutMs?: number
}

export interface Return {
  state: "waiting" | CheckoutResult["status"]
  /** Empty when there is an order. */
  message: string
  /** With "failed". */
  code?: ProblemCode
  order?: StoreOrder
  /** Looks again; after "failed" lead the shopper back to the checkout instead. */
  retry: () => void
}

/** For the page that the bank sends the shopper back to. Without a cart it waits for one. */
export function useReturn(cartId: string | undefined, options: UseReturnOptions = {}): Return {
  const wolffpay = useWolffPay(options.wolffpay)
  const { query, timeoutMs } = options
  const [round, setRound] = useState(0)
  const [result, setResult] = useState<CheckoutResult>()
  useEffect(() => {
    if (!cartId) {
      return
    }
    setResult(undefined)
    const abort = new AbortController()
    const how = { signal: abort.signal, ...(query === undefined ? {} : { query }), timeoutMs }
    // An effect that is undone at once has not asked anything yet.
    const timer = setTimeout(() => {
      wolffpay.finish(cartId, how).then(
        (finished) => !abort.signal.aborted && setResult(finished),
        () => undefined
      )
    })
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [wolffpay, cartId, query, timeoutMs, round])
  const retry = useCallback(() => setRound((count) => count + 1), [])
  if (!result) {
    return { state: "waiting", message: wolffpay.words().waiting, retry }
  }
  return {
    state: result.status,
    message: result.status === "order" ? "" : result.message,
    ...(result.status === "failed" ? { code: result.code } : {}),
    ...(result.status === "order" ? { order: result.order } : {}),
    retry,
  }
}
