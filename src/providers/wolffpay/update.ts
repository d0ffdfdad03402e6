import type { UpdatePaymentInput, UpdatePaymentOutput } from "@medusajs/framework/types"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { NOT_KNOWN } from "../../modules/wolffpay/checkout-context"
import { deleteSession } from "./cancel"
import type { ProviderCradle } from "./dependencies"
import { createIntent } from "./create-intent"
import { knownIntent } from "./known-intent"
import { payable } from "./payable"
import { toSessionData } from "./session-data"

/**
 * WolffPay cannot change an intent's amount (W17), so another amount means: void the old intent, make a new one with a key
 * of its own. The same amount changes nothing, which lets the plugin set a session's status. Major units in.
 * @throws MedusaError not_allowed when the old intent is paid or processing
 */
export async function update(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: UpdatePaymentInput
): Promise<UpdatePaymentOutput> {
  const intent = await knownIntent(service, input.data)
  const { channel } = intent
  const { amount, currency } = payable(input.amount, input.currency_code, channel)
  if (intent.amount === amount && intent.currency === currency) {
    return { data: input.data }
  }
  await deleteSession(service, cradle, { data: input.data })
  const created = await createIntent(service, {
    sessionId: intent.session_id,
    amount,
    currency,
    channel,
    captureMethod:
      channel === "terminal" ? intent.capture_method : service.wolffPay.options.captureMethod,
    checkout: { ...NOT_KNOWN, cart_id: intent.cart_id },
  })
  return { data: toSessionData(intent.session_id, created) }
}
