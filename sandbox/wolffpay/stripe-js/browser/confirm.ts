/// <reference lib="dom" />
import type { Answer, Session } from "./api"
import { call, retrieve } from "./api"
import { showChallenge } from "./challenge"
import { returnAddress } from "./return-address"
import type { Intent, StripeError } from "./types"

export type Confirmed =
  { paymentIntent: Intent; error?: undefined } | { error: StripeError; paymentIntent?: undefined }

interface Order {
  clientSecret: string
  /** Name of a test payment method. */
  paymentMethod: string
  returnUrl?: string | undefined
  /** `always` leaves the page after every success, as Stripe does unless told otherwise. */
  redirect: "always" | "if_required"
  handleActions?: boolean
}

/** Never settles: the browser is leaving the page. */
const leaving = () => new Promise<never>(() => undefined)

export async function confirm(session: Session, order: Order): Promise<Confirmed> {
  const { clientSecret, paymentMethod, returnUrl, redirect } = order
  const answer = await call<Intent>(session, "confirm", { clientSecret, paymentMethod, returnUrl })
  if (answer.error) return { error: answer.error }
  const result =
    order.handleActions === false
      ? { paymentIntent: answer.value }
      : await handleNextAction(session, answer.value)
  if (result.error || redirect !== "always" || returnUrl === undefined) return result
  const { id, status } = result.paymentIntent
  window.location.assign(returnAddress(returnUrl, { id, clientSecret, status }))
  return leaving()
}

/** The bank's page, or the 3-D Secure step; without either the intent comes back as it is. */
export async function handleNextAction(session: Session, intent: Intent): Promise<Confirmed> {
  const action = intent.next_action
  if (action?.redirect_to_url) {
    window.location.assign(action.redirect_to_url.url)
    return leaving()
  }
  if (!action?.use_stripe_sdk) return { paymentIntent: intent }
  await showChallenge(session, action.use_stripe_sdk.url, intent.client_secret)
  return checked(await retrieve(session, intent.client_secret))
}

function checked(answer: Answer<Intent>): Confirmed {
  if (answer.error) return { error: answer.error }
  const intent = answer.value
  const failure = intent.status === "requires_payment_method" ? intent.last_payment_error : null
  return failure ? { error: { ...failure, payment_intent: intent } } : { paymentIntent: intent }
}
