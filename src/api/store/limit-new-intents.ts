import { createHmac } from "node:crypto"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { ONLINE_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { CHECKOUT_CONTEXT_KEY } from "../../modules/wolffpay/checkout-context"
import { cartOfCollection } from "./cart-of-collection"

type SessionBody = { provider_id?: unknown; data?: unknown }

/**
 * Tells the provider which cart a session is for (Medusa does not), in place of whatever the browser sent as data; and
 * refuses a cart or an address that starts too many payments, before anything is written (R19).
 */
export async function limitNewIntents(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const options = service.wolffPayOptions
  const body = (req.body ?? {}) as SessionBody
  if (body.provider_id !== ONLINE_PROVIDER_ID || !options) {
    next()
    return
  }
  const cartId = (await cartOfCollection(req.scope, req.params.id ?? "")) ?? null
  const origin = { cart_id: cartId, client_hash: pseudonym(req.ip, options.apiKey) }
  const problem = await service.newIntentProblem(origin)
  if (problem) {
    res.status(429).json({ type: "too_many_requests", message: problem })
    return
  }
  const data = { [CHECKOUT_CONTEXT_KEY]: origin }
  // Core reads the body; the validated copy is kept alike in case that changes.
  req.body = { ...body, data }
  if (req.validatedBody) {
    req.validatedBody = { ...(req.validatedBody as SessionBody), data }
  }
  next()
}

/** Tells addresses apart without keeping them: nobody without the key can find the address back. */
function pseudonym(address: string | undefined, key: string): string | null {
  return address ? createHmac("sha256", key).update(address).digest("hex").slice(0, 32) : null
}
