import { MedusaError } from "@medusajs/framework/utils"
import type { CallOptions, RefundReason } from "../../clients/wolffpay"
import { toMedusaError } from "./api-errors"
import { findRefunds } from "./find-refunds"
import { formatMinor } from "./money"
import { finish, resolveFailure } from "./refund-outcome"
import { earlierRequest, refuseRepeat, underWay } from "./refund-repeats"
import { refundedAmount } from "./refunded-amount"
import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"
import type { RefundRow } from "./tables/refunds"
import type { PaymentRefusalCode } from "./terminal/refusal-codes"

const DEADLINE_MS = 20_000
/** Medusa lets a refund exceed what was captured by one cent, from rounding; WolffPay does not. */
const ROUNDING_CENTS = 1
const DEFAULT_REASON: RefundReason = "requested_by_customer"
const MAX_ROUNDS = 5

export type RefundRequest = {
  /** Minor units. */
  amount: number
  medusaRefundId: string | null
  /** The till's. */
  requestId?: string
  reason?: RefundReason
  /** When Medusa was asked for it. */
  askedAt?: Date
  /** Whether Medusa still holds this refund of its own; it forgets those that failed. */
  isHeld?: (medusaRefundId: string) => Promise<boolean>
  /** The note of a refund of Medusa's: our own bookings name WolffPay's refund there. */
  noteOf?: (medusaRefundId: string | null) => Promise<string | undefined>
}

/**
 * Refunds at WolffPay, at most once for each request of the shop: the attempt is written first, an earlier attempt of
 * unknown outcome is repeated under its own key or looked for, and only what is certain to have failed is thrown as failed.
 * @throws MedusaError not_allowed when less is left than asked for; unexpected_state when the outcome is unknown
 */
export async function makeRefund(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  request: RefundRequest
): Promise<RefundRow> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const made = await tryRefund(service, intent, request)
    if (made) {
      return made
    }
  }
  throw underWay(intent, request.amount)
}

/** Undefined when the refunds of this intent changed while they were looked at. */
async function tryRefund(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  request: RefundRequest
): Promise<RefundRow | undefined> {
  const call: CallOptions = { lane: "settlement", deadlineMs: DEADLINE_MS }
  const known = await service.refunds.ofIntent(intent.intent_id)
  await refuseRepeat(intent, known, request)
  const found = await earlierRequest(intent, known, request, (row) =>
    service.refunds.adopt(row.id, row.medusa_refund_id, request)
  )
  if (found) {
    return found
  }
  const amount = amountLeft(intent, known, request.amount)
  const earlier = await service.refunds.takeOver(intent.intent_id, amount, request)
  const attempt =
    earlier ??
    (await beginAttempt(service, intent, known, {
      amount,
      medusaRefundId: request.medusaRefundId,
      requestId: request.requestId,
      reason: request.reason ?? DEFAULT_REASON,
      call,
    }))
  if (!attempt) {
    return undefined
  }
  try {
    const refund = await service.wolffPay.client.createRefund(
      {
        paymentIntentId: intent.intent_id,
        amount,
        currency: attempt.currency,
        // All of it from the attempt: a repeat under its key has to be the same request (W9).
        reason: attempt.reason ?? DEFAULT_REASON,
        metadata: { attempt_id: attempt.id },
      },
      { ...call, idempotencyKey: attempt.idempotency_key ?? attempt.id }
    )
    return await finish(service, intent, attempt, refund)
  } catch (error) {
    return await resolveFailure(
      service,
      intent,
      { attempt, isRepeat: earlier !== undefined },
      error
    )
  }
}

async function beginAttempt(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  known: readonly RefundRow[],
  request: {
    amount: number
    medusaRefundId: string | null
    requestId?: string
    reason: RefundReason
    call: CallOptions
  }
): Promise<RefundRow | undefined> {
  if (known.some((row) => row.state === "unknown")) {
    // Something else is unclear: look before adding to it, and count it as refunded when it was.
    try {
      const found = await findRefunds(service, intent, request.call)
      amountLeft(intent, found, request.amount)
    } catch (error) {
      throw toMedusaError(error, "merchant")
    }
  }
  return service.refunds.begin(
    {
      intent_id: intent.intent_id,
      medusa_refund_id: request.medusaRefundId,
      amount: request.amount,
      currency: intent.currency,
      reason: request.reason,
      requestId: request.requestId,
    },
    known
  )
}

/** What may be refunded of this request, minor units. */
function amountLeft(
  intent: PaymentIntentRow,
  refunds: readonly RefundRow[],
  asked: number
): number {
  const left = intent.amount - refundedAmount(refunds)
  if (asked <= left) {
    return asked
  }
  if (left > 0 && asked - left <= ROUNDING_CENTS) {
    return left
  }
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    left > 0
      ? `Only ${formatMinor(left, intent.currency)} of this payment is left to refund; the rest was refunded before.`
      : "This payment is already refunded in full.",
    "refund_not_possible" satisfies PaymentRefusalCode
  )
}
