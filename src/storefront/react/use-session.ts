"use client"

import type { Stripe } from "@stripe/stripe-js"
import { useCallback, useEffect, useState } from "react"
import type { FailedCheckout, WolffPay, WolffPaySession } from "../types"

export type Problem = Pick<FailedCheckout, "code" | "message" | "detail">

export type SessionState =
  | { kind: "loading" }
  | { kind: "ready"; stripe: Stripe; session: WolffPaySession }
  | { kind: "problem"; problem: Problem }

const LOADING: SessionState = { kind: "loading" }

/**
 * Stripe.js and the cart's session. Starting is shared by calls at the same time, and an open session is used again, so that an
 * effect that runs twice makes one intent.
 */
export function useSession(
  wolffpay: WolffPay,
  cartId: string,
  revision: string | number | undefined
): { state: SessionState; restart: () => void } {
  const [start, setStart] = useState(0)
  const key = `${cartId} ${start}`
  const [known, setKnown] = useState<{ key: string; wolffpay: WolffPay; state: SessionState }>()
  useEffect(() => {
    let isCurrent = true
    const tell = (state: SessionState) => isCurrent && setKnown({ key, wolffpay, state })
    // Together: Stripe.js is often the slower one.
    Promise.all([wolffpay.stripe(), wolffpay.startSession(cartId)]).then(
      ([stripe, session]) => tell({ kind: "ready", stripe, session }),
      (error: unknown) => tell({ kind: "problem", problem: wolffpay.describe(error) })
    )
    return () => {
      isCurrent = false
    }
  }, [wolffpay, cartId, key, revision])
  const restart = useCallback(() => setStart((count) => count + 1), [])
  // A form that is there stays until the check after another revision says that it no longer fits.
  const isKnown = known?.key === key && known.wolffpay === wolffpay
  return { state: isKnown ? known.state : LOADING, restart }
}
