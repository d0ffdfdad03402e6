import { MedusaError } from "@medusajs/framework/utils"
import type { CallOptions, RefundReason } from "../../clients/wolffpay"
import { isDefiniteRefusal, toMedusaError } from "./api-errors"
import { attentionOf } from "./attention-of"
import { findRefunds, REFUND_STATUSES } from "./find-refunds"
import { formatMinor } from "./money"
import { refundedAmount } from "./refunded-amount"
import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"
import { ATTEMPT_SECONDS, type RefundRow } from "./tables/refunds"

const DEADLINE_MS = 20_000
/** Medusa lets a refund exceed what was captured by one cent, from rounding; WolffPay does not. */
const ROUNDING_CENTS = 1
const DEFAULT_REASON: RefundReason = "requested_by_customer"
/** How long a refund that went through after all counts as what the merchant asks for again. */
const REPEAT_MS = 10 * 60 * 1000
const MAX_ROUNDS = 5

export type RefundRequest = {
  /** Minor units. */
  amount: number
  medusaRefundId: string | null
  reason?: RefundReason
  /** Whether Medusa still holds this refund of its own; it forgets those that failed. */
  isHeld?: (medusaRefundId: string) => Promise<boolean>
  /** When Medusa was asked for it. */
  askedAt?: Date
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
  const found = await earlierRequest(service, intent, known, request)
  if (found) {
    return found
  }
  const amount = amountLeft(intent, known, request.amount)
  const attempt =
    (await service.refunds.takeOver(intent.intent_id, amount, request.medusaRefundId)) ??
    (await beginAttempt(service, intent, known, {
      amount,
      medusaRefundId: request.medusaRefundId,
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
        // All of it from the attempt: a repeat under its key has to be the same request (W9).
        reason: attempt.reason ?? DEFAULT_REASON,
        metadata: { attempt_id: attempt.id },
      },
      { ...call, idempotencyKey: attempt.idempotency_key ?? attempt.id }
    )
    return await finish(service, intent, attempt, refund)
  } catch (error) {
    return await resolveFailure(service, intent, attempt, error)
  }
}

function underWay(intent: PaymentIntentRow, amount: number): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `A refund of ${formatMinor(amount, intent.currency)} is being made right now. Wait a minute and reload the page before you refund the same amount again.`
  )
}

/**
 * The merchant was told that the outcome of a refund is unknown, presses the button again, and meanwhile the refund was
 * found and booked: the second press asks for the same money, not for more of it.
 */
async function refuseRepeat(
  intent: PaymentIntentRow,
  known: readonly RefundRow[],
  { amount, medusaRefundId, askedAt, noteOf }: RefundRequest
): Promise<void> {
  const since = Date.now() - REPEAT_MS
  for (const row of known) {
    if (
      row.origin === "medusa" &&
      row.amount === amount &&
      row.booked_at !== null &&
      row.medusa_refund_id !== medusaRefundId &&
      askedAt !== undefined &&
      askedAt <= row.booked_at
    ) {
      // Asked for before the first was done: two clicks, not two refunds.
      throw underWay(intent, amount)
    }
    if (
      row.origin === "medusa" &&
      row.state === "made" &&
      row.amount === amount &&
      row.refund_id !== null &&
      row.booked_at !== null &&
      row.created_at.getTime() > since &&
      // Booked by the job or an event, not by the request that asked for it.
      (await noteOf?.(row.medusa_refund_id))?.includes(row.refund_id)
    ) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The refund of ${formatMinor(amount, intent.currency)} that was asked for a moment ago went through after all and is booked on the order. Reload the page. To refund the same amount once more, wait ten minutes.`
      )
    }
  }
}

/**
 * The same refund asked for again. One that was made but that Medusa has forgotten is what is asked for; one that is just
 * being made or booked must be waited for: a second click is not a second refund.
 */
async function earlierRequest(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  known: readonly RefundRow[],
  { amount, medusaRefundId, isHeld }: RefundRequest
): Promise<RefundRow | undefined> {
  const same = known.filter(
    (row) => row.origin === "medusa" && row.amount === amount && row.booked_at === null
  )
  for (const row of same) {
    const isFresh = Date.now() - row.updated_at.getTime() < ATTEMPT_SECONDS * 1000
    const isUnderWay =
      row.state === "made"
        ? row.medusa_refund_id !== null && (await isHeld?.(row.medusa_refund_id)) === true
        : row.state === "attempting" && isFresh
    if (isUnderWay) {
      throw underWay(intent, amount)
    }
    if (row.state === "made") {
      const adopted = await service.refunds.adopt(row.id, row.medusa_refund_id, medusaRefundId)
      if (adopted) {
        return adopted
      }
    }
  }
  return undefined
}

async function beginAttempt(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  known: readonly RefundRow[],
  request: {
    amount: number
    medusaRefundId: string | null
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
      : "This payment is already refunded in full."
  )
}

async function finish(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  attempt: RefundRow,
  refund: { refundId: string; status: string; amount: number }
): Promise<RefundRow> {
  if (refund.status === "failed" || refund.status === "canceled") {
    await service.refunds.setState(attempt.id, "not_made", refund.status)
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `WolffPay could not refund this payment (${refund.status}). No money was moved.`
    )
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

async function resolveFailure(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  attempt: RefundRow,
  error: unknown
): Promise<RefundRow> {
  if (error instanceof MedusaError) {
    throw error
  }
  if (isDefiniteRefusal(error)) {
    await service.refunds.setState(attempt.id, "not_made")
    // Perhaps it was refunded in the dashboard: that shows within a minute.
    await service.refunds.checkSoon(intent.intent_id)
    throw toMedusaError(error, "merchant")
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
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "It is not known yet whether WolffPay made this refund. It is looked up every minute and appears here by itself. Trying again is safe: the same refund is never made twice."
  )
}
