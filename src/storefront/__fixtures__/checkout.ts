import { createWolffPay } from "../create-wolffpay"
import type { WolffPayOptions } from "../types"
import { type Route, ScriptedShop } from "./scripted-shop"
import { ScriptedStripe } from "./scripted-stripe"

/** The module between a scripted shop and a scripted Stripe, in English. */
export function checkout(
  script: Partial<Record<Route, unknown[]>> = {},
  looks?: ConstructorParameters<typeof ScriptedStripe>[0],
  options: Partial<WolffPayOptions> = {}
) {
  const shop = new ScriptedShop(script)
  const stripe = new ScriptedStripe(looks)
  const loadStripe = jest.fn(async () => stripe.stripe)
  const wolffpay = createWolffPay({ client: shop, locale: "en", loadStripe, ...options })
  return { shop, stripe, loadStripe, wolffpay }
}

/** Lets time pass until `work` is settled; fails when that takes more than two minutes of it. */
export async function settle<T>(work: Promise<T>): Promise<{ value: T; tookMs: number }> {
  const started = Date.now()
  let settled: { value: T } | { error: unknown } | undefined
  work.then(
    (value) => (settled = { value }),
    (error: unknown) => (settled = { error })
  )
  while (!settled && Date.now() - started < 120_000) {
    await jest.advanceTimersByTimeAsync(100)
  }
  if (!settled) {
    throw new Error("Still waiting after two minutes")
  }
  if ("error" in settled) {
    throw settled.error
  }
  return { value: settled.value, tookMs: Date.now() - started }
}
