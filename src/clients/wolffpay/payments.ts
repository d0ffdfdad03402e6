import { call, type CallOptions, type WolffPayCaller } from "./call"
import { MismatchedResponseError } from "./errors"
import { isPaymentIntentId } from "./ids"
import type { CaptureMethod, Currency, Metadata, PaymentMethodType } from "./limits"
import { nextPageOrRefuse } from "./pages"
import { createPaymentRequest, listPaymentsRequest, parseRequest, pathId } from "./requests"
import {
  type CreatedPayment,
  createdPaymentSchema,
  envelope,
  listedPaymentSchema,
  type Page,
  pageOf,
  type PaymentActionResult,
  paymentActionSchema,
  paymentSchema,
  type PaymentSummary,
} from "./schemas"

const PATH = "/api/v1/payments"

export type CreatePaymentInput = {
  /** Minor units, 50-99999999. */
  amount: number
  currency: Currency
  /** 1-1000 characters. */
  description: string
  /** At most 8192 bytes as JSON. */
  metadata?: Metadata
  paymentMethodTypes?: readonly PaymentMethodType[]
  captureMethod?: CaptureMethod
}

export type ListPaymentsQuery = {
  /** 1-100. */
  limit?: number
  /** `nextCursor` of the page before. */
  startingAfter?: string
  testMode?: boolean
}

/**
 * W13, W14. Creates a payment intent; amounts in minor units.
 * @throws InvalidInputError, MismatchedResponseError (W9), ApiError
 */
export async function createPayment(
  caller: WolffPayCaller,
  input: CreatePaymentInput,
  options: CallOptions
): Promise<CreatedPayment> {
  const body = parseRequest("POST", PATH, createPaymentRequest, input)
  const created = await call(
    caller,
    { method: "POST", path: PATH, body, schema: envelope(createdPaymentSchema) },
    options
  )
  const { amount, currency } = body
  if (created.amount !== amount || created.currency !== currency) {
    throw new MismatchedResponseError({
      method: "POST",
      path: PATH,
      expected: { amount, currency },
      received: {
        id: created.paymentIntentId,
        amount: created.amount,
        currency: created.currency,
      },
    })
  }
  return created
}

/**
 * W15. One page of the account's payments, other shops' included; the order is not documented.
 * @throws InvalidInputError, ApiError
 */
export async function listPayments(
  caller: WolffPayCaller,
  query: ListPaymentsQuery,
  options: CallOptions
): Promise<Page<PaymentSummary>> {
  const { limit, startingAfter, testMode } = parseRequest("GET", PATH, listPaymentsRequest, query)
  const page = await call(
    caller,
    {
      method: "GET",
      path: PATH,
      query: { limit, starting_after: startingAfter, test_mode: testMode },
      schema: pageOf(listedPaymentSchema),
    },
    options
  )
  return nextPageOrRefuse(page, startingAfter, PATH)
}

/**
 * W16. `id` is a document id or a `pi_…`. Amount in minor units.
 * @throws InvalidInputError, MismatchedResponseError, NotFoundError, ApiError
 */
export async function getPayment(
  caller: WolffPayCaller,
  id: string,
  options: CallOptions
): Promise<PaymentSummary> {
  const path = `${PATH}/${pathId("GET", id)}`
  const payment = await call(
    caller,
    { method: "GET", path, schema: envelope(paymentSchema) },
    options
  )
  assertSamePayment("GET", path, id, payment)
  return payment
}

/**
 * W17. Captures the whole amount (there is no partial capture) or cancels the intent.
 * @throws InvalidInputError, MismatchedResponseError (W9), ApiError
 */
export async function actOnPayment(
  caller: WolffPayCaller,
  id: string,
  action: "capture" | "cancel",
  options: CallOptions
): Promise<PaymentActionResult> {
  const path = `${PATH}/${pathId("POST", id)}`
  const result = await call(
    caller,
    {
      method: "POST",
      path,
      body: { action },
      schema: envelope(paymentActionSchema),
    },
    options
  )
  assertSamePayment("POST", path, id, result)
  if (result.action !== action) {
    throw new MismatchedResponseError({
      method: "POST",
      path,
      expected: { id, action },
      received: { id: result.paymentIntentId, action: result.action },
    })
  }
  return result
}

function assertSamePayment(
  method: string,
  path: string,
  id: string,
  answer: { documentId: string; paymentIntentId: string }
): void {
  const theirs = isPaymentIntentId(id) ? answer.paymentIntentId : answer.documentId
  if (theirs !== id) {
    throw new MismatchedResponseError({
      method,
      path,
      expected: { id },
      received: { id: theirs },
    })
  }
}
