import { call, type CallOptions, type WolffPayCaller } from "./call"
import { MismatchedResponseError } from "./errors"
import { inputChecks, type Metadata } from "./input-checks"
import type { RefundReason } from "./limits"
import { nextPageOrRefuse } from "./pages"
import {
  envelope,
  listedRefundSchema,
  type Page,
  pageOf,
  type Refund,
  refundSchema,
  type RefundSummary,
} from "./schemas"

const PATH = "/api/v1/refunds"

export type CreateRefundInput = {
  paymentIntentId: string
  /** Minor units; none = the whole payment. */
  amount?: number
  reason?: RefundReason
  /** At most 8192 bytes as JSON. */
  metadata?: Metadata
}

export type ListRefundsQuery = {
  paymentIntentId?: string
  /** 1-100. */
  limit?: number
  startingAfter?: string
}

/**
 * W28. Gives money back; amounts in minor units. The answer may be `pending`.
 * @throws InvalidInputError, MismatchedResponseError (W9), ApiError
 */
export async function createRefund(
  caller: WolffPayCaller,
  input: CreateRefundInput,
  options: CallOptions
): Promise<Refund> {
  const { paymentIntentId, amount, reason, metadata } = input
  const checks = inputChecks("POST", PATH)
  checks.id("paymentIntentId", paymentIntentId, "pi_")
  checks.refundAmount(amount)
  checks.reason(reason)
  checks.metadata(metadata)

  const refund = await call(
    caller,
    {
      method: "POST",
      path: PATH,
      body: { paymentIntentId, amount, reason, metadata },
      schema: envelope(refundSchema),
    },
    options
  )
  const sameAmount = amount === undefined || refund.amount === amount
  if (refund.paymentIntentId !== paymentIntentId || !sameAmount) {
    throw new MismatchedResponseError({
      method: "POST",
      path: PATH,
      expected: { id: paymentIntentId, amount },
      received: {
        id: `${refund.refundId} of ${refund.paymentIntentId}`,
        amount: refund.amount,
        currency: refund.currency,
      },
    })
  }
  return refund
}

/**
 * W29. One page of refunds, of one payment when asked so.
 * @throws InvalidInputError, ApiError
 */
export async function listRefunds(
  caller: WolffPayCaller,
  query: ListRefundsQuery,
  options: CallOptions
): Promise<Page<RefundSummary>> {
  const checks = inputChecks("GET", PATH)
  checks.pageSize(query.limit)
  checks.cursor(query.startingAfter)
  if (query.paymentIntentId !== undefined) {
    checks.id("paymentIntentId", query.paymentIntentId, "pi_")
  }
  const page = await call(
    caller,
    {
      method: "GET",
      path: PATH,
      query: {
        limit: query.limit,
        paymentIntentId: query.paymentIntentId,
        starting_after: query.startingAfter,
      },
      schema: pageOf(listedRefundSchema),
    },
    options
  )
  return nextPageOrRefuse(page, query.startingAfter, PATH)
}
