import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import { type CheckoutContext, checkoutContextIn } from "../../modules/wolffpay/checkout-context"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { createIntent } from "./create-intent"
import { findIntent } from "./known-intent"
import { payable } from "./payable"
import { toSessionData } from "./session-data"

/**
 * Makes the intent of a new payment session. `amount` is major units.
 * Any intent id in `data` is ignored: Medusa hands the old session's data to a new one when it recreates it.
 * @throws MedusaError invalid_data for an amount or currency that WolffPay does not take (no call is made)
 */
export async function initiate(
  service: WolffPayModuleService,
  input: InitiatePaymentInput
): Promise<InitiatePaymentOutput> {
  const sessionId = sessionIdIn(input)
  const { amount, currency } = payable(input.amount, input.currency_code)
  const created = await createIntent(service, {
    sessionId,
    amount,
    currency,
    channel: "online",
    captureMethod: service.wolffPay.options.captureMethod,
    checkout: await checkoutOf(service, input.data),
  })
  return {
    id: created.paymentIntentId,
    status: PaymentSessionStatus.PENDING,
    data: toSessionData(sessionId, created),
  }
}

/** @throws MedusaError invalid_data when there is no session to mark the intent with (R9) */
export function sessionIdIn(input: InitiatePaymentInput): string {
  const sessionId = input.data?.session_id
  if (typeof sessionId !== "string" || sessionId === "") {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "A WolffPay payment needs a Medusa payment session."
    )
  }
  return sessionId
}

/** From the store's route; or, when core recreates a session from the old one's data, from the old one's intent. */
async function checkoutOf(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<CheckoutContext> {
  const checkout = checkoutContextIn(data)
  const previous = checkout.cart_id === null ? await findIntent(service, data) : undefined
  return previous ? { ...checkout, cart_id: previous.cart_id } : checkout
}
