/// <reference lib="dom" />
import {
  CardElement,
  Elements,
  PaymentElement,
  useElements,
  useStripe,
} from "@stripe/react-stripe-js"
import { loadStripe, type StripePaymentElementOptions } from "@stripe/stripe-js"
import { createElement, StrictMode, useState, type FormEvent } from "react"
import { createRoot } from "react-dom/client"

/** A checkout as shops write it, with the real packages. The address says what the test wants of it. */
const query = new URLSearchParams(window.location.search)
const clientSecret = query.get("secret") ?? ""
const returnUrl = query.get("return") ?? undefined
const redirect = query.get("redirect") === "if_required" ? "if_required" : "always"
const layout = query.get("layout") === "tabs" ? "tabs" : "accordion"
const isCardForm = query.get("form") === "card"
const events: string[] = []

Object.assign(window, { stripeEvents: events })

function show(result: unknown) {
  const place = document.getElementById("result")
  if (place) place.textContent = JSON.stringify(result)
}

const stripePromise = loadStripe(query.get("key") ?? "", {
  stripeAccount: query.get("account") ?? undefined,
  locale: query.get("locale") === "nl" ? "nl" : "en",
})

function Form() {
  const stripe = useStripe()
  const elements = useElements()
  const [ready, setReady] = useState(false)

  async function pay(event: FormEvent) {
    event.preventDefault()
    show(null)
    const card = elements?.getElement(CardElement)
    if (!stripe || !elements) return
    const params = { return_url: returnUrl ?? "" }
    const answer =
      isCardForm && card
        ? stripe.confirmCardPayment(clientSecret, { payment_method: { card } })
        : redirect === "if_required"
          ? stripe.confirmPayment({
              elements,
              redirect,
              confirmParams: returnUrl === undefined ? {} : params,
            })
          : stripe.confirmPayment({ elements, confirmParams: params })
    await answer.then(show, (error: Error) => show({ thrown: error.name, message: error.message }))
  }

  const options: StripePaymentElementOptions = {
    layout,
    defaultValues: { billingDetails: { name: query.get("name") ?? undefined } },
  }
  const element = isCardForm
    ? createElement(CardElement, { onReady: () => setReady(true) })
    : createElement(PaymentElement, {
        options,
        onReady: () => setReady(true),
        onLoadError: ({ error }) => show({ loaderror: error }),
        onChange: ({ value, complete }) => events.push(`${value.type} ${complete}`),
        onEscape: () => events.push("escape"),
      })
  const button = createElement("button", { disabled: !ready }, "Pay now")
  return createElement("form", { onSubmit: (event: FormEvent) => void pay(event) }, element, button)
}

const form = createElement(Form)
const options = isCardForm
  ? {}
  : { clientSecret, appearance: { variables: { colorPrimary: "#0b5d51" } } }
const page = createElement(Elements, { stripe: stripePromise, options, children: form })
const root = document.getElementById("root")
if (root) createRoot(root).render(createElement(StrictMode, null, page))
stripePromise.catch((error: Error) => show({ thrown: error.name, message: error.message }))
