import { call, type CallOptions, type WolffPayCaller } from "./call"
import { MismatchedResponseError } from "./errors"
import type { Metadata, RefundReason } from "./limits"
import { nextPageOrRefuse } from "./pages"
import { createRefundRequest, listRefundsRequest, parseRequest } from "./requests"
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
  /** Of the payment. Not sent: the answer has to agree with it. */
  currency?: string
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
  const body = parseRequest("POST", PATH, createRefundRequest, input)
  const refund = await call(
    caller,
    { method: "POST", path: PATH, body, schema: envelope(refundSchema) },
    options
  )
  const { paymentIntentId, amount } = body
  const { currency } = input
  const sameAmount = amount === undefined || refund.amount === amount
  const sameCurrency = currency === undefined || refund.currency === currency.toLowerCase()
  if (refund.paymentIntentId !== paymentIntentId || !sameAmount || !sameCurrency) {
    throw new MismatchedResponseError({
      method: "POST",
      path: PATH,
      expected: { id: paymentIntentId, amount, currency },
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
  const { limit, startingAfter, paymentIntentId } = parseRequest(
    "GET",
    PATH,
    listRefundsRequest,
    query
  )
  const page = await call(
    caller,
    {
      method: "GET",
      path: PATH,
      query: { limit, paymentIntentId, starting_after: startingAfter },
      schema: pageOf(listedRefundSchema),
    },
    options
  )
  return nextPageOrRefuse(page, startingAfter, PATH)
}
