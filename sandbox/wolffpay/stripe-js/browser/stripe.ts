/// <reference lib="dom" />
import { languageOf } from "./locale"
import { makeStripe } from "./stripe-object"
import { IntegrationError, isRecord } from "./types"

// Known only while the script runs: where it came from is where the sandbox is.
const running = document.currentScript
const found = document.querySelector<HTMLScriptElement>('script[src*="/sandbox/stripe.js"]')
const source = running instanceof HTMLScriptElement ? running.src : found?.src
const address = new URL(source ?? "", window.location.href)

/** Stripe's release that the newest stripe-js asks for; `stripe.js?version=` names another. */
const RELEASE = "endive"

/** Throws an IntegrationError where Stripe.js does; all other mistakes are answered at the first call. */
function Stripe(key: unknown, options?: unknown): ReturnType<typeof makeStripe> {
  if (typeof key !== "string" || key.trim() === "") {
    throw new IntegrationError(
      "Please call Stripe() with your publishable key. You used an empty string or no text at all."
    )
  }
  if (key.startsWith("sk_") || key.startsWith("rk_")) {
    throw new IntegrationError(
      "You should not use your secret key with Stripe.js. Please pass a publishable key instead."
    )
  }
  if (!/^pk_(test|live)_./.test(key)) {
    throw new IntegrationError(
      "Please call Stripe() with a publishable key: it starts with pk_test_ or pk_live_."
    )
  }
  const { stripeAccount, locale } = isRecord(options) ? options : {}
  return makeStripe({
    origin: address.origin,
    key,
    stripeAccount: typeof stripeAccount === "string" ? stripeAccount : undefined,
    language: languageOf(locale, navigator.language),
  })
}

const asked = address.searchParams.get("version") ?? RELEASE
Stripe.version = asked === "v3" ? 3 : asked
Stripe.isStandIn = true
const present = (window as { Stripe?: { isStandIn?: boolean } }).Stripe
// Loaded twice, the elements of the first would be strangers to the second.
if (!present?.isStandIn) Object.assign(window, { Stripe })
