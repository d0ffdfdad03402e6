import { MedusaError } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { intentIdIn } from "./session-data"

export type KnownIntent = PaymentIntentRow & { intent_id: string }

/** The row of the intent that this data names, if this shop made it. */
export async function findIntent(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<KnownIntent | undefined> {
  const intentId = intentIdIn(data)
  const intent = intentId ? await service.intents.ofIntent(intentId) : undefined
  return intent && intentId ? { ...intent, intent_id: intentId } : undefined
}

/** @throws MedusaError when this shop never made that intent: nothing of it may be captured, refunded or cancelled (R9). */
export async function knownIntent(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<KnownIntent> {
  const intent = await findIntent(service, data)
  if (!intent) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "This payment was not made with WolffPay by this shop."
    )
  }
  return intent
}
