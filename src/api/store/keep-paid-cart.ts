import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
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
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const refusal = await refusalFor(service, cartId)
  if (refusal) {
    res.status(400).json(refusal)
    return
  }
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    if (res.statusCode < 500) {
      return json(body)
    }
    refusalFor(service, cartId).then(
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
    return cartOfCollection(req.scope, id)
  }
  // Completing is how a paid cart becomes an order.
  return action === "complete" ? undefined : id || undefined
}

async function refusalFor(
  service: WolffPayModuleService,
  cartId: string
): Promise<Refusal | undefined> {
  const intents = await service.intents.ofCart(cartId, ["open", "processing", "succeeded"])
  for (const intent of intents) {
    if (intent.settled_at !== null || intent.abandoned_at !== null) {
      continue
    }
    const state = await knownState(service, intent)
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
