import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttentionReason } from "../../modules/wolffpay/attention-of"
import { pluginService } from "../plugin-service"
import { isOwing } from "../run-terminal-sale/place-order"

const REASONS: AttentionReason[] = ["sale_order_unpaid", "sale_not_captured"]
const PER_RUN = 100

/**
 * What became an order of a sale that was not paid needs nobody any more once that order is paid, in whatever way, or cancelled;
 * unless the approval of its card still stands.
 */
export async function closePaidOrders(container: MedusaContainer): Promise<void> {
  const service = pluginService(container)
  const open = await service.listAttentions(
    { reason: REASONS, resolved_at: null },
    { take: PER_RUN, order: { created_at: "DESC" } }
  )
  for (const { reason, subject, order_id, intent_id } of open) {
    const intent = intent_id ? await service.intents.ofIntent(intent_id) : undefined
    const mayStand = reason === "sale_not_captured" && intent?.state !== "canceled"
    if (order_id && !mayStand && !(await isOwing(container, order_id))) {
      await service.attentions.resolveSubject(REASONS, subject, "The order owes nothing any more.")
    }
  }
}
