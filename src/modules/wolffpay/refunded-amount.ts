import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"
import type { RefundRow } from "./tables/refunds"

/** Money of these is back with the shop, or never left it. */
const NOT_PAID_BACK = ["failed", "canceled"]

/** Whether this status of a refund says that the customer does not get the money. */
export function isNotPaidOut(status: string | null | undefined): boolean {
  return NOT_PAID_BACK.includes(status ?? "")
}

/** Whether a refund that exists at WolffPay takes money away from the shop; an unknown status counts, to be safe. */
export function countsAsRefunded(refund: RefundRow): boolean {
  return refund.state === "made" && !isNotPaidOut(refund.status)
}

/** Minor units, as far as our table knows. */
export function refundedAmount(refunds: readonly RefundRow[]): number {
  return refunds.filter(countsAsRefunded).reduce((sum, refund) => sum + refund.amount, 0)
}

export async function isFullyRefunded(
  service: WolffPayModuleService,
  intent: PaymentIntentRow
): Promise<boolean> {
  if (intent.intent_id === null) {
    return false
  }
  const refunds = await service.refunds.ofIntent(intent.intent_id)
  return refundedAmount(refunds) >= intent.amount
}
