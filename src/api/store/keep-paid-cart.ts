import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import { PAID_CART_MESSAGES } from "../../modules/wolffpay/paid-cart-message"
import { knownState } from "../../modules/wolffpay/known-state"
import { cartOfCollection } from "./cart-of-collection"

type Refusal = { type: "not_allowed"; message: string }

/**
 * A cart whose payment is in, or on its way, is not changed any more (R13): the shopper is told, and the payment is settled
 * at once. What only turns out while core gives the session up (it answers 500 then) is told in the same words.
 */
export async function keepPaidCart(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const cartId = await cartOfRequest(req)
  if (!cartId) {
    next()
    return
  }
  const refusal = await refusalFor(req.scope, cartId)
  if (refusal) {
    res.status(400).json(refusal)
    return
  }
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    if (res.statusCode < 500) {
      return json(body)
    }
    refusalFor(req.scope, cartId, true).then(
      (late) => (late ? res.status(400) && json(late) : json(body)),
      () => json(body)
    )
    return res
  }
  next()
}

async function cartOfRequest(req: MedusaRequest): Promise<string | undefined> {
  const path = req.originalUrl.split("?")[0] ?? ""
  const [, , resource, id = "", action] = path.split("/")
  if (resource === "payment-collections") {
    return cartOfCollection(req.scope, decode(id) ?? "")
  }
  // Completing is how a paid cart becomes an order.
  return action === "complete" ? undefined : decode(id)
}

/** `isLate`: core has failed already, perhaps because the order was being placed meanwhile. */
async function refusalFor(
  container: MedusaContainer,
  cartId: string,
  isLate = false
): Promise<Refusal | undefined> {
  const service = container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const intents = await service.intents.ofCart(cartId, [
    "open",
    "processing",
    "authorized",
    "succeeded",
  ])
  for (const intent of intents) {
    if ((intent.settled_at !== null && !isLate) || intent.abandoned_at !== null) {
      continue
    }
    const state = await knownState(service, intent)
    if (state === "authorized" && (await hasOrder(container, cartId))) {
      return { type: "not_allowed", message: PAID_CART_MESSAGES.authorized }
    }
    if (state !== "succeeded" && state !== "processing") {
      continue
    }
    if (await isFullyRefunded(service, intent)) {
      continue
    }
    await service.emit(WOLFFPAY_EVENTS.settlementRequested, { id: intent.id })
    return { type: "not_allowed", message: PAID_CART_MESSAGES[state] }
  }
  return undefined
}

/** As the router reads it, so that no spelling of an id slips past. */
function decode(id: string): string | undefined {
  try {
    return decodeURIComponent(id) || undefined
  } catch {
    return undefined
  }
}

async function hasOrder(container: MedusaContainer, cartId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  return data.length > 0
}
