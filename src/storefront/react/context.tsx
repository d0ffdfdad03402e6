"use client"

import { createContext, type ReactNode, useContext } from "react"
import type { CheckoutResult, FailedCheckout, WolffPay } from "../types"

/** What a checkout's pay button needs. */
export interface Checkout {
  /** The form is there and nothing is being paid: the button may be pressed. */
  ready: boolean
  paying: boolean
  /** Why the last try did not succeed, or why the form is not there. */
  problem: Pick<FailedCheckout, "code" | "message" | "detail"> | undefined
  /** Anything but "failed": go to the order, or show its message; the shopper must not pay again. */
  result: CheckoutResult | undefined
  /** Pays what is filled in. Pressed twice it pays once. `returnUrl` is absolute. */
  pay: (returnUrl: string) => Promise<CheckoutResult>
  /** Starts the form anew after a problem. */
  retry: () => void
  /** For `<PaymentElement onLoadError>`: the form gives way to the sentence that says so, and a button to try again. */
  onLoadError: (event: { error: unknown }) => void
}

export const WolffPayContext = createContext<WolffPay | undefined>(undefined)
export const CheckoutContext = createContext<Checkout | undefined>(undefined)

export function WolffPayProvider(props: { wolffpay: WolffPay; children: ReactNode }) {
  return (
    <WolffPayContext.Provider value={props.wolffpay}>{props.children}</WolffPayContext.Provider>
  )
}

/** What `createWolffPay()` gave. */
export function useWolffPay(given?: WolffPay): WolffPay {
  const found = useContext(WolffPayContext)
  return given ?? found ?? misplaced("WolffPayProvider or a wolffpay property")
}

/** Inside `<WolffPayElements>`. */
export function useCheckout(): Checkout {
  return useContext(CheckoutContext) ?? misplaced("WolffPayElements")
}

function misplaced(what: string): never {
  throw new Error(`medusa-plugin-wolffpay/storefront/react: there is no ${what} around this.`)
}
