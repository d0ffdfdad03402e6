import type { RefundPaymentInput, RefundPaymentOutput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { closeRefund } from "../../modules/wolffpay/close-refund"
import { makeRefund } from "../../modules/wolffpay/make-refund"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { describeError } from "../../modules/wolffpay/describe-error"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"
import { requestOfNote } from "../../modules/wolffpay/terminal/refund-note"
import type { ProviderCradle } from "./dependencies"
import { type KnownIntent, knownIntent } from "./known-intent"
import { isHeld, refundDetails } from "./refund-details"
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
  const named = await refundNamed(service, intent, amount, details.note)
  const booking = named && (await claimBooking(service, cradle, named, medusaRefundId))
  const row =
    booking ??
    (await makeRefund(service, intent, {
      amount,
      medusaRefundId,
      requestId: requestOfNote(details.note),
      reason: toRefundReason(details.reasonCode),
      askedAt: details.askedAt,
      isHeld: (id) => isHeld(cradle, id),
      noteOf: async (id) => (await refundDetails(cradle, id)).note,
    }))
  await closeRefund(service, row, medusaRefundId).catch((error: unknown) =>
    // The money has moved, so Medusa has to keep its refund; the job finds it there and closes our row.
    service.logger.warn(`WolffPay refund ${row.refund_id} is made: ${describeError(error)}`)
  )
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
 * intent and amount. Anything less than all of that is a new refund; but a booking of ours never becomes one, even when
 * somebody else has booked the refund since it was begun.
 */
async function refundNamed(
  service: WolffPayModuleService,
  intent: KnownIntent,
  amount: number,
  note: string | undefined
): Promise<RefundRow | undefined> {
  const refundId = note?.match(/\bre_\w+/)?.[0]
  const row = refundId ? await service.refunds.ofRefund(refundId) : undefined
  if (!row || row.state !== "made" || row.intent_id !== intent.intent_id || row.amount !== amount) {
    return undefined
  }
  if (row.booked_at !== null && note === `WolffPay ${refundId}`) {
    throw bookedAlready(row)
  }
  return row.booked_at === null ? row : undefined
}

/** Of two requests that book the same refund at the same moment, only one may. */
async function claimBooking(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  row: RefundRow,
  medusaRefundId: string | null
): Promise<RefundRow> {
  const holder = row.medusa_refund_id
  const isTaken = holder !== null && holder !== medusaRefundId && (await isHeld(cradle, holder))
  const claimed = isTaken
    ? undefined
    : await service.refunds.adopt(row.id, row.medusa_refund_id, { medusaRefundId })
  if (!claimed) {
    throw bookedAlready(row)
  }
  return claimed
}

function bookedAlready(row: RefundRow): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `WolffPay's refund ${row.refund_id} is booked already. Reload the page.`
  )
}

function earlierRefunds(data: Record<string, unknown> | undefined): unknown[] {
  return Array.isArray(data?.refunds) ? data.refunds : []
}
