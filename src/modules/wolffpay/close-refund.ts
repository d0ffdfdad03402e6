import { WOLFFPAY_EVENTS } from "./events"
import type WolffPayModuleService from "./service"
import type { RefundRow } from "./tables/refunds"

/** A refund stands in Medusa's books (or there is nothing it could stand in), and the shop is told, once. */
export async function closeRefund(
  service: WolffPayModuleService,
  refund: RefundRow,
  medusaRefundId: string | null
): Promise<void> {
  await service.refunds.markBooked(refund.id, medusaRefundId)
  // Otherwise somebody would book it a second time by hand.
  await service.attentions.resolveSubject(
    ["refund_not_booked"],
    refund.refund_id ?? refund.id,
    "It is booked after all."
  )
  await tellRefunded(service, {
    ...refund,
    medusa_refund_id: medusaRefundId ?? refund.medusa_refund_id,
  })
}

/** Tells first and writes it down after: a process that dies in between lets the job tell it again rather than never. */
export async function tellRefunded(
  service: WolffPayModuleService,
  refund: RefundRow
): Promise<void> {
  if (refund.told_at !== null) {
    return
  }
  await service.emit(WOLFFPAY_EVENTS.paymentRefunded, {
    intent_id: refund.intent_id,
    refund_id: refund.refund_id,
    medusa_refund_id: refund.medusa_refund_id,
    amount: refund.amount,
    currency: refund.currency,
  })
  await service.bookings.markTold(refund.id)
}
