import { setTimeout as sleep } from "node:timers/promises"
import { DemoError } from "./demo-error.mjs"
import { locale, texts } from "./texts.mjs"

const PROVIDER = "pp_wolffpay_wolffpay"
const ADDRESS = {
  first_name: "Anna",
  last_name: "Jansen",
  address_1: "Dorpsstraat 1",
  postal_code: "1234 AB",
  city: "Utrecht",
  country_code: "nl",
  phone: "+31612345678",
}
const BASKET = [
  { handle: "theepot-delfts-blauw", quantity: 1 },
  { handle: "mok-tulp", quantity: 2 },
]
const PATIENCE_MS = 30_000
const POLL_MS = 100

/** Major units, as Medusa has its totals. */
const money = (amount) =>
  new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(amount)

/** Buys a teapot and two mugs as a storefront does, telling each step. Gives the order's id. */
export async function purchase({ screen, shopUrl, sandboxUrl, publishableKey }) {
  const store = caller(`${shopUrl}/store`, { "x-publishable-api-key": publishableKey })
  const sandbox = caller(`${sandboxUrl}/sandbox`)
  screen.line(texts.buying)
  let step = texts.cart
  const tell = (text) => screen.plain(`       ${step.padEnd(15)} ${text}`)
  try {
    const cart = await fillCart(store)
    tell(
      `${cart.id}: ${cart.items.map((item) => `${item.quantity} × ${item.product_title}`).join(", ")}`
    )

    step = texts.delivery
    const { option, total, tax } = await chooseDelivery(store, cart.id)
    tell(
      `${option}, ${ADDRESS.first_name} ${ADDRESS.last_name}, ${ADDRESS.city}; ${texts.total(money(total), money(tax))}`
    )

    step = texts.session
    const session = await startSession(store, cart.id)
    const { data } = session
    tell(`${session.id}, ${PROVIDER}`)
    tell(`${data.id}: ${data.amount} ${data.currency}, ${data.status}`)

    step = texts.payment
    const payment = await sandbox("POST", "/pay", {
      clientSecret: data.client_secret,
      method: "ideal",
      outcome: "succeed",
    })
    tell(texts.paidBy((payment.data ?? payment).status))

    step = texts.webhook
    const { event, attempt } = await deliveredWebhook(sandbox, data.id)
    tell(texts.answered(event, attempt.status, attempt.responseBody, attempt.durationMs))

    step = texts.order
    const orderId = await completedOrder(store, cart.id)
    const order = await paidOrder(store, orderId)
    tell(`#${order.display_id}, ${order.id}`)

    step = texts.status
    tell(texts.paid(order.payment_status, money(order.total)))
    return order.id
  } catch (error) {
    throw new DemoError(texts.purchaseFailed(step, error.message))
  }
}

async function fillCart(store) {
  const { regions } = await store("GET", "/regions")
  const region = regions.find(({ currency_code }) => currency_code === "eur")
  const handles = BASKET.map(({ handle }) => `handle[]=${handle}`).join("&")
  const { products } = await store("GET", `/products?${handles}&fields=handle,*variants`)
  const items = BASKET.map(({ handle, quantity }) => {
    const product = products.find((candidate) => candidate.handle === handle)
    return { variant_id: product?.variants[0]?.id, quantity }
  })
  const { cart } = await store("POST", "/carts", {
    region_id: region?.id,
    email: "anna@demo.test",
    items,
  })
  return cart
}

async function chooseDelivery(store, cartId) {
  await store("POST", `/carts/${cartId}`, { shipping_address: ADDRESS, billing_address: ADDRESS })
  const { shipping_options: options } = await store("GET", `/shipping-options?cart_id=${cartId}`)
  const option = options.find(({ amount }) => amount > 0) ?? options[0]
  const { cart } = await store("POST", `/carts/${cartId}/shipping-methods`, {
    option_id: option?.id,
  })
  return { option: option.name, total: cart.total, tax: cart.tax_total }
}

async function startSession(store, cartId) {
  const { payment_collection: collection } = await store("POST", "/payment-collections", {
    cart_id: cartId,
  })
  const path = `/payment-collections/${collection.id}/payment-sessions`
  const answer = await store("POST", path, { provider_id: PROVIDER })
  return answer.payment_collection.payment_sessions.find(
    ({ provider_id }) => provider_id === PROVIDER
  )
}

/** The event as the sandbox's delivery log has it, once the shop has answered. */
function deliveredWebhook(sandbox, paymentId) {
  return eventually(async () => {
    const answer = await sandbox("GET", "/control/state")
    const { deliveries } = answer.data ?? answer
    const delivery = deliveries.find(
      ({ paymentIntentId, state }) => paymentIntentId === paymentId && state === "delivered"
    )
    return delivery && { event: delivery.event, attempt: delivery.attempts.at(-1) }
  })
}

/** The webhook alone makes the order too; this is the storefront's call, and it gives that same order. */
function completedOrder(store, cartId) {
  return eventually(async () => {
    const answer = await store("POST", `/carts/${cartId}/complete`, {})
    return answer.type === "order" ? answer.order.id : undefined
  })
}

function paidOrder(store, orderId) {
  return eventually(async () => {
    const { order } = await store(
      "GET",
      `/orders/${orderId}?fields=id,display_id,payment_status,total`
    )
    return order.payment_status === "captured" ? order : undefined
  })
}

async function eventually(ask) {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) {
      return answer
    }
    if (Date.now() > deadline) {
      throw new Error(`${PATIENCE_MS / 1000} s`)
    }
    await sleep(POLL_MS)
  }
}

function caller(base, headers = {}) {
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`)
    }
    return JSON.parse(text)
  }
}
