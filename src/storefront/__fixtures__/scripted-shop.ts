import { StoreError } from "../store-client"
import type { StoreCart, StoreSession } from "../store-api"
import type { StoreClient, StoreRequest } from "../types"

type Answer = unknown

export const CART = "cart_1"
export const SECRET = "pi_1_secret_a"

export function session(overrides: Partial<StoreSession> = {}): StoreSession {
  return {
    id: "payses_1",
    provider_id: "pp_wolffpay_wolffpay",
    status: "pending",
    amount: 21.5,
    data: {
      id: "pi_1",
      clientSecret: SECRET,
      amount: 2150,
      currency: "eur",
      status: "requires_payment_method",
    },
    ...overrides,
  }
}

export function cart(overrides: Partial<StoreCart> = {}, sessions = [session()]): StoreCart {
  return {
    id: CART,
    completed_at: null,
    total: 21.5,
    payment_collection: { id: "paycol_1", payment_sessions: sessions },
    ...overrides,
  }
}

export const ORDER = { id: "order_1", display_id: 7 }
export const CONFIG = {
  stripePublishableKey: "pk_test_platform",
  stripeAccountId: "acct_shop",
  chargesEnabled: true,
  supportedPaymentMethods: ["card", "ideal"],
}

export const isOrder = { type: "order", order: ORDER }
export const isUnpaid = {
  type: "cart",
  cart: {},
  error: { type: "payment_requires_more_error", message: "not finished" },
}
export const isRefusedPayment = {
  type: "cart",
  cart: {},
  error: { type: "payment_authorization_error", message: "did not succeed" },
}
export const refused = (status: number, type = "", code = "", message = "no") =>
  new StoreError(message, status, type, code)
/** As @medusajs/js-sdk throws it: neither type nor code. */
export const refusedBySdk = (status: number, message = "no") =>
  Object.assign(new Error(message), { status, statusText: "" })
export const networkDown = new TypeError("Failed to fetch")
/** A request that is never answered. */
export const silence = new Promise<never>(() => undefined)

const ROUTES: [string, RegExp][] = [
  ["config", /^GET \/store\/wolffpay\/config$/],
  ["regions", /^GET \/store\/regions$/],
  ["cart", /^GET \/store\/carts\/[^/]+$/],
  ["complete", /^POST \/store\/carts\/[^/]+\/complete$/],
  ["collection", /^POST \/store\/payment-collections$/],
  ["session", /^POST \/store\/payment-collections\/[^/]+\/payment-sessions$/],
]

export type Route = "config" | "regions" | "cart" | "complete" | "collection" | "session"

/** Gives each route its answers in turn, the last one for good. What is an Error is thrown. */
export class ScriptedShop implements StoreClient {
  readonly calls: Route[] = []
  readonly requests: { path: string; init: StoreRequest }[] = []
  private readonly script: Record<Route, Answer[]>

  constructor(script: Partial<Record<Route, Answer[]>> = {}) {
    this.script = {
      config: [CONFIG],
      regions: [{ regions: [] }],
      cart: [{ cart: cart() }],
      complete: [isOrder],
      collection: [{ payment_collection: { id: "paycol_new" } }],
      session: [{ payment_collection: { id: "paycol_1", payment_sessions: [session()] } }],
      ...script,
    }
  }

  async fetch<T>(path: string, init: StoreRequest = {}): Promise<T> {
    const line = `${init.method ?? "GET"} ${path}`
    const route = ROUTES.find(([, pattern]) => pattern.test(line))?.[0] as Route | undefined
    if (!route) {
      throw new Error(`Nobody told the shop what to answer to ${line}`)
    }
    this.calls.push(route)
    this.requests.push({ path, init })
    const answers = this.script[route]
    const answer: Answer = await (answers.length > 1 ? answers.shift() : answers[0])
    if (answer instanceof Error) {
      throw answer
    }
    return answer as T
  }

  count(route: Route): number {
    return this.calls.filter((call) => call === route).length
  }
}
