import { PaymentElement } from "@stripe/react-stripe-js"
import type { Stripe } from "@stripe/stripe-js"
import { StrictMode, useState } from "react"
import { createRoot } from "react-dom/client"
import { CART, cart, session, type Route, ScriptedShop } from "../../__fixtures__/scripted-shop"
import { refused } from "../../__fixtures__/scripted-shop"
import { createWolffPay } from "../../create-wolffpay"
import { useCheckout, useReturn, WolffPayElements, WolffPayProvider } from "../index"

/** A shop's pages for the browser test, between a scripted shop and a Stripe that only draws a box. */
const made: unknown[] = []
const confirmed: unknown[] = []
let canLoad = true
let confirmAnswer: unknown = { paymentIntent: { status: "succeeded" } }

const drawn = () => {
  const listeners: Record<string, (event: unknown) => void> = {}
  const element = {
    mount(place: HTMLElement) {
      if (!canLoad) {
        canLoad = true
        setTimeout(() => listeners.loaderror?.({ error: { message: "no frame" } }))
        return
      }
      place.append("Stripe's form")
      setTimeout(() => listeners.ready?.({}))
    },
    on: (name: string, listener: (event: unknown) => void) => {
      listeners[name] = listener
      return element
    },
    off: () => element,
    once: () => element,
    update: () => undefined,
    destroy: () => undefined,
  }
  return element
}

const stripe = {
  elements: (options: { clientSecret: string; locale: string }) => {
    made.push({ clientSecret: options.clientSecret, locale: options.locale })
    return {
      create: drawn,
      getElement: () => null,
      update: () => undefined,
      submit: () => Promise.resolve({}),
      on: () => undefined,
      off: () => undefined,
    }
  },
  createToken: () => undefined,
  createPaymentMethod: () => undefined,
  confirmCardPayment: () => undefined,
  retrievePaymentIntent: () =>
    Promise.resolve({
      paymentIntent: { status: params.has("paid") ? "succeeded" : "requires_payment_method" },
    }),
  confirmPayment: async (input: unknown) => {
    confirmed.push(input)
    await new Promise((resolve) => setTimeout(resolve, 100))
    return confirmAnswer
  },
} as unknown as Stripe

function Form() {
  const { ready, paying, problem, result, pay, onLoadError } = useCheckout()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void pay("https://shop.test/return")
      }}
    >
      <PaymentElement onLoadError={onLoadError} />
      {problem && <p role="alert">{problem.message}</p>}
      {result?.status === "order" && <p>Order {result.order.display_id}</p>}
      <button disabled={!ready}>{paying ? "Paying" : "Pay"}</button>
    </form>
  )
}

/** A shop's own words for a cart that was paid before. */
function PaidBefore() {
  const { result } = useCheckout()
  return <p>{result?.status === "order" ? `Order ${result.order.display_id}` : "Looking"}</p>
}

function CheckoutPage() {
  const [total, setTotal] = useState(1)
  const own = params.has("own") ? { renderProblem: () => <PaidBefore /> } : {}
  return (
    <>
      <WolffPayElements cartId={CART} revision={total} loading={<p>Loading</p>} {...own}>
        <Form />
      </WolffPayElements>
      <button onClick={() => setTotal((before) => before + 1)}>Change the cart</button>
    </>
  )
}

function ReturnPage() {
  const { state, message, order, retry } = useReturn(CART, { query: "", timeoutMs: 1500 })
  return (
    <>
      <h1>{state}</h1>
      <p>{message}</p>
      {order && <p>Order {order.display_id}</p>}
      <button onClick={retry}>Again</button>
    </>
  )
}

const empty = { cart: cart({}, []) }
const bare = { payment_collection: { id: "paycol_1", payment_sessions: [session()] } }
const other = session({ data: { ...session().data, clientSecret: "pi_2_secret_b" } })

const SCRIPTS: Record<string, Partial<Record<Route, unknown[]>>> = {
  plain: { cart: [empty, { cart: cart() }], session: [bare] },
  changed: { cart: [empty, { cart: cart({}, [other]) }], session: [bare] },
  closed: { config: [refused(500)] },
  down: { complete: [refused(500)], cart: [refused(500)] },
  paid: { cart: [{ cart: cart() }] },
}

const params = new URLSearchParams(location.search)
canLoad = !params.has("unloadable")
const shop = new ScriptedShop(SCRIPTS[params.get("script") ?? "plain"])
if (params.has("declined")) {
  confirmAnswer = { error: { type: "card_error", code: "card_declined", message: "No money." } }
}
const wolffpay = createWolffPay({ client: shop, loadStripe: () => Promise.resolve(stripe) })
Object.assign(window, { seen: { calls: shop.calls, made, confirmed } })

const place = document.createElement("main")
document.body.append(place)
createRoot(place).render(
  <StrictMode>
    <WolffPayProvider wolffpay={wolffpay}>
      {params.has("return") ? <ReturnPage /> : <CheckoutPage />}
    </WolffPayProvider>
  </StrictMode>
)
