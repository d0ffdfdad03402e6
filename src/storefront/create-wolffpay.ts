import type { Stripe } from "@stripe/stripe-js"
import { confirmPayment } from "./confirm"
import { finish, type Finished } from "./finish"
import { pageLocale } from "./locale"
import { messagesFor } from "./messages"
import { WolffPayError } from "./problems"
import { startSession } from "./start-session"
import { readConfig } from "./store-api"
import { type Failure, lookAtPayment } from "./stripe-answer"
import type { CheckoutResult, ConfirmInput, WolffPay, WolffPayOptions } from "./types"

/** Everything a checkout needs to take a payment with WolffPay. Make one for the whole shop; nothing is loaded before it is asked for. */
export function createWolffPay(options: WolffPayOptions): WolffPay {
  const { client } = options
  const locale = () => options.locale ?? pageLocale()
  const words = () => messagesFor(locale(), options.messages)

  // Asked for anew each time, and Medusa has it at hand: an account may be opened or closed while the page is open.
  const config = shared(() => readConfig(client))
  const mustBeOpen = async () => {
    if (!(await config()).chargesEnabled) {
      throw new WolffPayError("charges_not_enabled")
    }
  }
  const stripe = shared(async (): Promise<Stripe> => {
    const { stripePublishableKey, stripeAccountId } = await config()
    let cause: unknown
    try {
      const loadStripe = options.loadStripe ?? (await import("@stripe/stripe-js")).loadStripe
      const account = { stripeAccount: stripeAccountId, locale: locale() }
      const loaded = await loadStripe(stripePublishableKey, account)
      if (loaded) {
        return loaded
      }
    } catch (error) {
      cause = error
    }
    throw new WolffPayError("stripe_unreachable", cause)
  }, true)
  const look = (clientSecret: string) => lookAtPayment(stripe(), clientSecret)

  const secrets = new Map<string, string>()
  const start = shared(async (cartId) => {
    await mustBeOpen()
    const session = await startSession(client, look, cartId, mustBeOpen)
    secrets.set(cartId, session.clientSecret)
    return session
  })

  const describe = (error: unknown): WolffPayError => {
    const known =
      error instanceof WolffPayError ? error : new WolffPayError("service_unavailable", error)
    known.message ||= words()[known.code]
    return known
  }
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw describe(error)
    })
  const failed = (failure: Failure & { cause?: unknown }): CheckoutResult => ({
    status: "failed",
    message: words()[failure.code],
    ...failure,
  })
  const settled = (end: Finished): CheckoutResult => {
    if (typeof end === "string") {
      return { status: end, message: words()[end] }
    }
    return "order" in end ? { status: "order", ...end } : failed(end)
  }
  const finishCart = async (
    cartId: string,
    how: Omit<Parameters<typeof finish>[2], "message">
  ): Promise<CheckoutResult> =>
    settled(await finish({ client, look }, cartId, { ...how, message: words().waiting }))

  const pay = shared(async (cartId, input: ConfirmInput) => {
    const { signal, onWait } = input
    try {
      const confirmed = await confirmPayment(client, stripe, input, secrets.get(cartId))
      return "code" in confirmed
        ? failed(confirmed)
        : await finishCart(cartId, { signal, onWait, ...confirmed })
    } catch (error) {
      signal?.throwIfAborted()
      const { code, cause } = describe(error)
      return failed({ code, cause })
    }
  })

  return {
    get locale() {
      return locale()
    },
    config: () => told(config()),
    stripe: () => told(stripe()),
    startSession: (cartId) => told(start(cartId)),
    confirm: (input) => pay(input.cartId, input),
    finish: (cartId, how = {}) => finishCart(cartId, how),
    describe,
    words,
  }
}

/** Calls for the same key at the same time are one; `keep`: the first success is for good. */
function shared<A extends unknown[], T>(
  work: (key: string, ...rest: A) => Promise<T>,
  keep = false
): (key?: string, ...rest: A) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key = "", ...rest) => {
    let promise = running.get(key)
    if (!promise) {
      promise = work(key, ...rest)
      running.set(key, promise)
      const forget = () => running.delete(key)
      promise.then(keep ? undefined : forget, forget)
    }
    return promise
  }
}
