import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  BILLABLE_CART_FIELDS,
  type BillableCart,
  buildSession,
  fingerprintOf,
  type Language,
  languageOf,
  type PreparedSession,
} from "../../modules/wolffpay/billink"
import type { CartProblem } from "../../modules/wolffpay/billink/cart-problems"
import { pluginService } from "../plugin-service"

export type BillinkCart = {
  language: Language
  built: { ok: true; session: PreparedSession["session"] } | { ok: false; problems: CartProblem[] }
}

/** A cart as Billink would bill it now; undefined when there is none. The browser has no part in it. */
export async function readBillinkCart(
  container: MedusaContainer,
  cartId: string
): Promise<BillinkCart | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [...BILLABLE_CART_FIELDS],
    filters: { id: cartId },
  })
  const cart = data[0] as (BillableCart & { locale?: string | null }) | undefined
  if (!cart) {
    return undefined
  }
  const { adapter, countries, limits, logoUrl } = pluginService(container).billink.options
  const address = cart.billing_address ?? cart.shipping_address
  const language = languageOf(cart.locale, address?.country_code)
  const built = buildSession({
    cart,
    // The provider gives both for each attempt.
    orderNumber: "0",
    returnUrls: { success: "", fail: "", back: "", cancel: "" },
    language,
    settings: { adapter, countries, limits, logoUrl },
  })
  if (!built.ok) {
    return { language, built }
  }
  const { orderNumber: _, returnUrls: __, ...session } = built.session
  return { language, built: { ok: true, session } }
}

/** Whether the cart is no longer what an invoice bills. One that is gone, or cannot be billed, has changed. */
export async function hasChanged(
  container: MedusaContainer,
  cartId: string,
  fingerprint: string
): Promise<boolean> {
  const cart = await readBillinkCart(container, cartId)
  return !cart?.built.ok || fingerprintOf(cart.built.session) !== fingerprint
}
