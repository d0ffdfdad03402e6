"use client"

import { Elements } from "@stripe/react-stripe-js"
import type { StripeElementsOptionsClientSecret } from "@stripe/stripe-js"
import { type ReactNode, useCallback, useEffect, useState } from "react"
import { WolffPayError } from "../problems"
import type { CheckoutResult, WolffPay } from "../types"
import { CheckoutProvider } from "./checkout-provider"
import { type Checkout, CheckoutContext, useWolffPay, WolffPayContext } from "./context"
import { ProblemNote } from "./problem-note"
import { usePaidCart } from "./use-paid-cart"
import { type Problem, useSession } from "./use-session"

export interface WolffPayElementsProps {
  /** Not needed inside a WolffPayProvider. */
  wolffpay?: WolffPay
  cartId: string
  /** Anything that changes with the cart (its total, its `updated_at`): the payment is then checked, and started anew where it no longer fits. */
  revision?: string | number
  /** Stripe's appearance, fonts and so on. */
  options?: Omit<StripeElementsOptionsClientSecret, "clientSecret" | "locale">
  /** In place of the children until the form can be shown. */
  loading?: ReactNode
  /** In place of the children when there is no form: unless given, the sentence and a button to try again, but not for a cart that is paid. */
  renderProblem?: (problem: Problem, retry: () => void) => ReactNode
  /** Your form: Stripe's `<PaymentElement>`, and a button that uses `useCheckout()`. */
  children: ReactNode
}

/** A form that this payment no longer fits is of no use: another is needed. */
const STALE = ["session_expired", "cart_changed"]

/** Starts the cart's payment and puts Stripe's Elements around the children. */
export function WolffPayElements(props: WolffPayElementsProps) {
  const { cartId, revision, options, loading = null, children } = props
  const wolffpay = useWolffPay(props.wolffpay)
  const { state, restart } = useSession(wolffpay, cartId, revision)
  const [result, setResult] = useState<CheckoutResult>()
  const [loadProblem, setLoadProblem] = useState<Problem>()
  useEffect(() => {
    setResult(undefined)
    setLoadProblem(undefined)
  }, [cartId])
  const why = state.kind === "problem" ? state.problem : loadProblem
  const isPaid = why?.code === "cart_already_paid"
  const found = usePaidCart(wolffpay, cartId, isPaid)
  const settle = useCallback(
    (settled: CheckoutResult) => {
      setResult(settled)
      if (settled.status === "failed" && STALE.includes(settled.code)) {
        restart()
      }
    },
    [restart]
  )
  const retry = useCallback(() => {
    setResult(undefined)
    setLoadProblem(undefined)
    restart()
  }, [restart])
  const onLoadError = useCallback<Checkout["onLoadError"]>(
    ({ error }) =>
      setLoadProblem(wolffpay.describe(new WolffPayError("stripe_unreachable", error))),
    [wolffpay]
  )

  if (why) {
    const problem = found?.status === "failed" ? found : why
    const render = props.renderProblem ?? ((): ReactNode => <ProblemNote />)
    const checkout = {
      ready: false,
      paying: false,
      problem,
      result: found,
      pay: () => Promise.resolve<CheckoutResult>({ ...problem, status: "failed" }),
      retry,
      onLoadError,
    }
    return (
      <WolffPayContext.Provider value={wolffpay}>
        <CheckoutContext.Provider value={checkout}>
          {render(problem, retry)}
        </CheckoutContext.Provider>
      </WolffPayContext.Provider>
    )
  }
  if (state.kind !== "ready") {
    return <>{loading}</>
  }
  const { clientSecret } = state.session
  return (
    <WolffPayContext.Provider value={wolffpay}>
      <Elements
        // Elements cannot take another secret: another payment is another form.
        key={clientSecret}
        stripe={state.stripe}
        options={{ ...options, clientSecret, locale: wolffpay.locale }}
      >
        <CheckoutProvider
          cartId={cartId}
          result={result}
          settle={settle}
          retry={retry}
          onLoadError={onLoadError}
        >
          {children}
        </CheckoutProvider>
      </Elements>
    </WolffPayContext.Provider>
  )
}
