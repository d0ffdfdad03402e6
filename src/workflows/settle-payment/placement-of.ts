import { attentionOf } from "../../modules/wolffpay/attention-of"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { Placement } from "./mend-interruption"

export function placementOf(service: WolffPayModuleService, intent: PaymentIntentRow): Placement {
  return {
    placement_checked_at: intent.placement_checked_at,
    claim: () => service.intents.claimPlacement(intent.id),
    attention: (found) => attentionOf("order_interrupted", intent, { found }),
  }
}
