import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { CHECKOUT_CONTEXT_KEY, checkoutContextIn } from "../../modules/wolffpay/checkout-context"
import { describeCartProblems } from "../../modules/wolffpay/billink"
import { BILLINK_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { readBillinkCart } from "../../workflows/settle-invoice/read-cart"
import { replaceData } from "./replace-data"

/**
 * Reads the cart that a Billink session is for and leaves what is to be billed for the provider, in place of what the limit
 * before this one left as data. A cart that cannot be billed is refused here, before an earlier session is given up for it.
 */
export async function prepareBillink(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const body = (req.body ?? {}) as { provider_id?: unknown; data?: Record<string, unknown> }
  if (body.provider_id !== BILLINK_PROVIDER_ID || !service.billinkOptions) {
    next()
    return
  }
  const checkout = checkoutContextIn(body.data)
  const { cart_id: cartId } = checkout
  const cart = cartId ? await readBillinkCart(req.scope, cartId) : undefined
  if (!cartId || !cart) {
    res.status(400).json({
      type: MedusaError.Types.NOT_ALLOWED,
      message: "Billink can only be used for a cart.",
    })
    return
  }
  if (!cart.built.ok) {
    const message = describeCartProblems(cart.built.problems, cart.language)
    res.status(400).json({ type: MedusaError.Types.INVALID_DATA, message })
    return
  }
  const prepared = service.prepared.leave({
    checkout,
    language: cart.language,
    session: cart.built.session,
  })
  replaceData(req, { [CHECKOUT_CONTEXT_KEY]: { prepared } })
  next()
}
