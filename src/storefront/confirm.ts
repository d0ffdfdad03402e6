import type { PaymentIntent, Stripe, StripeError } from "@stripe/stripe-js"
import { WolffPayError } from "./problems"
import { openSession, readCart } from "./store-api"
import { type Failure, failureOf, isBeingPaid, isDead } from "./stripe-answer"
import type { ConfirmInput, StoreClient } from "./types"

/** How to go on with `finish`: `query` tells it what was confirmed; `lookFirst`: Stripe is asked before the shop. */
export type Confirmed = { query: string; lookFirst?: boolean } | Failure

/** In an error's type or code, or the status of its intent: Stripe has tried, or not begun. */
const NOT_PAID = /(card|validation)_error|_(authentication|attempt)_|requires_payment_method/

/**
 * Has Stripe take the payment. Leaves the page when the bank wants to see the shopper.
 * @throws WolffPayError
 */
export async function confirmPayment(
  client: StoreClient,
  getStripe: () => Promise<Stripe>,
  { elements, cartId, returnUrl, signal }: ConfirmInput,
  startedWith: string | undefined
): Promise<Confirmed> {
  const checked = secretToPay(client, cartId, startedWith)
  // The form's own problem comes first.
  checked.catch(() => undefined)
  // At once: a wallet opens only in answer to the click.
  const { error: incomplete } = await elements.submit()
  if (incomplete) {
    return failureOf(incomplete)
  }
  const secret = await checked
  if (!secret) {
    return { query: "" }
  }
  const stripe = await getStripe()
  signal?.throwIfAborted()
  const answer = await untilBack(
    stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: "if_required",
    })
  )
  return read(answer, secret)
}

/** An amount that has changed in another tab is not paid; a cart that was paid there is not paid again: undefined. */
async function secretToPay(
  client: StoreClient,
  cartId: string,
  startedWith: string | undefined
): Promise<string | undefined> {
  const cart = await readCart(client, cartId)
  if (cart.completed_at) {
    return undefined
  }
  const secret = openSession(cart.payment_collection)?.data.clientSecret
  if (!secret || (startedWith && secret !== startedWith)) {
    throw new WolffPayError("cart_changed")
  }
  return secret
}

/** Undefined when the work fails, or the browser's back button brings the page back as it was: Stripe's answer will then never come. */
function untilBack<T>(work: Promise<T>): Promise<T | undefined> {
  const { addEventListener: listen, removeEventListener: forget } = globalThis
  let shown: (event: PageTransitionEvent) => void
  return new Promise<T | undefined>((resolve) => {
    shown = (event) => event.persisted && resolve(undefined)
    listen?.("pageshow", shown)
    work.then(resolve, () => resolve(undefined))
  }).finally(() => forget?.("pageshow", shown))
}

function read(
  answer: { error?: StripeError; paymentIntent?: PaymentIntent } | undefined,
  startedWith: string
): Confirmed {
  const { error, paymentIntent } = answer ?? {}
  const intent = paymentIntent ?? error?.payment_intent
  const query = `payment_intent_client_secret=${intent?.client_secret ?? startedWith}`
  if (isBeingPaid(intent)) {
    return { query }
  }
  if (isDead(intent) || error?.code === "resource_missing") {
    return { code: "session_expired" }
  }
  // After any other error the payment may have arrived all the same.
  if (error && NOT_PAID.test(`${error.type} ${error.code} ${intent?.status}`)) {
    return failureOf(error)
  }
  return { query, lookFirst: true }
}
