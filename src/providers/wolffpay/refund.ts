import type { RefundPaymentInput, RefundPaymentOutput } from "@medusajs/framework/types"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { makeRefund } from "../../modules/wolffpay/make-refund"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"
import { paymentInternals, type ProviderCradle } from "./dependencies"
import { type KnownIntent, knownIntent } from "./known-intent"
import { toRefundReason } from "./refund-reason"

/**
 * Refunds at WolffPay; or, when Medusa is booking a refund that exists there already, only says yes. `amount` is major units.
 */
export async function refund(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: RefundPaymentInput
): Promise<RefundPaymentOutput> {
  const intent = await knownIntent(service, input.data)
  const amount = toMinorUnits(input.amount)
  const medusaRefundId = input.context?.idempotency_key ?? null
  const details = await refundDetails(cradle, medusaRefundId)
  const booking = await refundToBook(service, intent, amount, details.note)
  const row =
    booking ??
    (await makeRefund(service, intent, {
      amount,
      medusaRefundId,
      reason: toRefundReason(details.reasonCode),
    }))
  await service.refunds.markBooked(row.id, medusaRefundId)
  await service.emit(WOLFFPAY_EVENTS.paymentRefunded, {
    intent_id: intent.intent_id,
    refund_id: row.refund_id,
    medusa_refund_id: medusaRefundId,
    amount: row.amount,
    currency: row.currency,
  })
  return {
    data: {
      ...input.data,
      refunds: [
        ...earlierRefunds(input.data),
        { id: row.refund_id, amount: row.amount, status: row.status },
      ],
    },
  }
}

/**
 * The refund that our own booking names in its note (`re_…`): it was made elsewhere, waits to be booked, and is of this
 * intent and amount. Anything less than all of that is a new refund.
 */
async function refundToBook(
  service: WolffPayModuleService,
  intent: KnownIntent,
  amount: number,
  note: string | undefined
): Promise<RefundRow | undefined> {
  const refundId = note?.match(/\bre_\w+/)?.[0]
  const row = refundId ? await service.refunds.ofRefund(refundId) : undefined
  return row &&
    row.booked_at === null &&
    row.state === "made" &&
    row.intent_id === intent.intent_id &&
    row.amount === amount
    ? row
    : undefined
}

async function refundDetails(
  cradle: ProviderCradle,
  refundId: string | null
): Promise<{ note?: string; reasonCode?: string }> {
  const { refundService } = paymentInternals(cradle)
  if (!refundId || !refundService) {
    return {}
  }
  const row = await refundService
    .retrieve(refundId, { relations: ["refund_reason"] })
    .catch(() => undefined)
  const reason = row?.refund_reason
  const code =
    typeof reason === "object" && reason !== null && "code" in reason ? reason.code : undefined
  return {
    note: typeof row?.note === "string" ? row.note : undefined,
    reasonCode: typeof code === "string" ? code : undefined,
  }
}

function earlierRefunds(data: Record<string, unknown> | undefined): unknown[] {
  return Array.isArray(data?.refunds) ? data.refunds : []
}
