import { isNotPaidOut } from "../../modules/wolffpay/refunded-amount"
import { tellRefunded } from "../../modules/wolffpay/close-refund"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"

/**
 * A refund failed after Medusa had booked it, and the merchant made it again in WolffPay's dashboard (R15): Medusa, for which
 * that money went back already, would not take the new one. It takes the place of the failed one. Returns the
 * refunds as they stand then.
 */
export async function handOverFailed(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  refunds: readonly RefundRow[]
): Promise<readonly RefundRow[]> {
  const failed = refunds.filter(
    (row) => row.booked_at !== null && row.medusa_refund_id !== null && isNotPaidOut(row.status)
  )
  let isChanged = false
  for (const refund of refunds) {
    const index = isReplacement(refund)
      ? failed.findIndex((row) => row.amount === refund.amount && row.currency === refund.currency)
      : -1
    const [before] = index === -1 ? [] : failed.splice(index, 1)
    const after = before && (await service.bookings.handOver(before, refund))
    if (before && after) {
      isChanged = true
      await tellRefunded(service, after)
      await resolve(service, "refund_failed", before, `Made again as ${after.refund_id}.`)
      await resolve(service, "refund_not_booked", after, `Booked in place of ${before.refund_id}.`)
    }
  }
  return isChanged ? service.refunds.ofIntent(intent.intent_id ?? "") : refunds
}

function isReplacement(row: RefundRow): boolean {
  return (
    row.origin === "external" &&
    row.state === "made" &&
    row.booked_at === null &&
    !isNotPaidOut(row.status)
  )
}

function resolve(
  service: WolffPayModuleService,
  reason: "refund_failed" | "refund_not_booked",
  row: RefundRow,
  note: string
): Promise<void> {
  return service.attentions.resolveSubject([reason], row.refund_id ?? row.id, note)
}
