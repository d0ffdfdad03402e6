import { MedusaError } from "@medusajs/framework/utils"
import type { RefundRequest } from "./make-refund"
import { formatMinor } from "./money"
import { PassingError } from "./passing-error"
import { isNotPaidOut } from "./refunded-amount"
import { ATTEMPT_SECONDS, type RefundRow } from "./tables/refunds"
import type { PaymentRefusalCode } from "./terminal/refusal-codes"

/** How long a refund that went through after all counts as what the merchant asks for again. */
export const REPEAT_MS = 10 * 60 * 1000

/** A refund at WolffPay, or a credit at Billink. */
export type Repeatable = Pick<
  RefundRow,
  | "id"
  | "medusa_refund_id"
  | "refund_id"
  | "amount"
  | "state"
  | "status"
  | "booked_at"
  | "created_at"
  | "updated_at"
> & { origin: string }

type Paid = { currency: string }

export function underWay(intent: Paid, amount: number): MedusaError {
  return new PassingError(
    MedusaError.Types.NOT_ALLOWED,
    `A refund of ${formatMinor(amount, intent.currency)} is being made right now. Wait a minute and reload the page before you refund the same amount again.`,
    "refund_underway" satisfies PaymentRefusalCode
  )
}

export function wentThrough(intent: Paid, amount: number): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The refund of ${formatMinor(amount, intent.currency)} that was asked for a moment ago went through after all and is booked on the order. Reload the page. To refund the same amount once more, wait ten minutes.`,
    "refund_underway" satisfies PaymentRefusalCode
  )
}

/**
 * Two clicks at the same moment, or the merchant was told that the outcome of a refund is unknown, presses the button again,
 * and meanwhile the refund was found and booked: the second press asks for the same money, not for more of it.
 */
export async function refuseRepeat(
  intent: Paid,
  known: readonly Repeatable[],
  request: RefundRequest
): Promise<void> {
  const { amount } = request
  for (const row of known) {
    if (row.origin !== "medusa" || row.amount !== amount || row.booked_at === null) {
      continue
    }
    if (isAskedBefore(request, row.booked_at, row.medusa_refund_id)) {
      throw underWay(intent, amount)
    }
    if (await isFoundSince(row, request)) {
      throw wentThrough(intent, amount)
    }
  }
}

/** Asked for before the first was done. */
function isAskedBefore(
  { askedAt, medusaRefundId }: RefundRequest,
  bookedAt: Date,
  bookedAs: string | null
): boolean {
  return askedAt !== undefined && askedAt < bookedAt && bookedAs !== medusaRefundId
}

/** Booked by the job or an event, not by the request that asked for it. */
async function isFoundSince(row: Repeatable, { noteOf }: RefundRequest): Promise<boolean> {
  return (
    row.state === "made" &&
    row.refund_id !== null &&
    row.created_at.getTime() > Date.now() - REPEAT_MS &&
    (await noteOf?.(row.medusa_refund_id))?.includes(row.refund_id) === true
  )
}

/**
 * The same refund asked for again. One that was made but that Medusa has forgotten is what is asked for; one that is just
 * being made or booked must be waited for: a second click is not a second refund.
 */
export async function earlierRequest<Row extends Repeatable, Adopted>(
  intent: Paid,
  known: readonly Row[],
  { amount, isHeld }: RefundRequest,
  adopt: (row: Row) => Promise<Adopted | undefined>
): Promise<Adopted | undefined> {
  const same = known.filter(
    (row) =>
      row.origin === "medusa" &&
      row.amount === amount &&
      row.booked_at === null &&
      !isNotPaidOut(row.status)
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
      const adopted = await adopt(row)
      if (adopted) {
        return adopted
      }
    }
  }
  return undefined
}
