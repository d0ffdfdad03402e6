import { MedusaError } from "@medusajs/framework/utils"
import { answersTheKey, ApiError, BudgetExhaustedError, RateLimitError } from "../../clients/http"
import { isDefiniteRefusal, toMedusaError } from "./api-errors"
import { attentionOf } from "./attention-of"
import { findRefunds, REFUND_STATUSES } from "./find-refunds"
import { wentThrough } from "./refund-repeats"
import { isNotPaidOut } from "./refunded-amount"
import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"
import type { RefundRow } from "./tables/refunds"
import type { PaymentRefusalCode } from "./terminal/refusal-codes"

/**
 * What WolffPay answered to an attempt.
 * @throws MedusaError not_allowed when no money was moved
 */
export async function finish(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  attempt: RefundRow,
  refund: { refundId: string; status: string; amount: number }
): Promise<RefundRow> {
  if (isNotPaidOut(refund.status)) {
    await service.refunds.setState(attempt.id, "not_made", refund.status)
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `WolffPay could not refund this payment (${refund.status}). No money was moved.`,
      "refund_not_possible" satisfies PaymentRefusalCode
    )
  }
  const listed = await service.refunds.ofRefund(refund.refundId)
  if (listed && listed.id !== attempt.id) {
    return takeListed(service, intent, attempt, listed)
  }
  await service.refunds.made(attempt.id, refund.refundId, refund.status)
  if (!REFUND_STATUSES.includes(refund.status)) {
    // The money has moved: a failure to write this down must not undo Medusa's refund. The next look raises it again.
    await service
      .flagAttention({
        ...attentionOf("refund_unknown_status", intent, { status: refund.status }),
        subject: refund.refundId,
        refund_id: refund.refundId,
        amount_wolffpay: refund.amount,
      })
      .catch(() => undefined)
  }
  return {
    ...attempt,
    state: "made",
    refund_id: refund.refundId,
    status: refund.status,
  }
}

/** The answer to a repeat names a refund that a look had taken for one of the dashboard: it is ours, and there is one. */
async function takeListed(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  attempt: RefundRow,
  listed: RefundRow
): Promise<RefundRow> {
  await service.refunds.moveRequests(attempt.id, listed.id)
  await service.refunds.setState(attempt.id, "not_made")
  const taken =
    listed.booked_at === null
      ? await service.refunds.adopt(listed.id, listed.medusa_refund_id, {
          medusaRefundId: attempt.medusa_refund_id,
        })
      : undefined
  if (!taken) {
    throw wentThrough(intent, attempt.amount)
  }
  return taken
}

/**
 * What a failed call means for its attempt. A fresh one that certainly did nothing is over; one that repeats an earlier
 * attempt of unknown outcome is over only when its key was answered: a 401 says nothing about the first try.
 */
export async function resolveFailure(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  { attempt, isRepeat }: { attempt: RefundRow; isRepeat: boolean },
  error: unknown
): Promise<RefundRow> {
  if (error instanceof MedusaError) {
    throw error
  }
  const didNothing = error instanceof ApiError && error.outcome === "none"
  if (isRepeat ? answersTheKey(error) : didNothing) {
    await service.refunds.setState(attempt.id, "not_made")
    // Perhaps it was refunded in the dashboard: that shows within a minute.
    await service.refunds.checkSoon(intent.intent_id)
    throw isDefiniteRefusal(error) ? toMedusaError(error, "merchant") : notAsked(error)
  }
  await service.refunds.setState(attempt.id, "unknown")
  const found = await findRefunds(service, intent, {
    lane: "settlement",
    deadlineMs: 4000,
    maxAttempts: 1,
  }).catch(() => [])
  const made = found.find((row) => row.id === attempt.id && row.refund_id)
  if (made) {
    return made
  }
  throw notKnownYet()
}

export function notKnownYet(): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "It is not known yet whether WolffPay made this refund. It is looked up every minute and appears here by itself. Trying again is safe: the same refund is never made twice."
  )
}

function notAsked(error: unknown): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `No money was moved: ${obstacle(error)}. Try again in a minute.`
  )
}

function obstacle(error: unknown): string {
  if (error instanceof RateLimitError || error instanceof BudgetExhaustedError) {
    return "WolffPay takes no more requests of this shop for the moment"
  }
  return "WolffPay cannot be reached"
}
