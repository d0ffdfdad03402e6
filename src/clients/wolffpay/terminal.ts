import type { z } from "@medusajs/framework/zod"
import { call, type CallOptions, type WolffPayCaller } from "./call"
import { MismatchedResponseError } from "./errors"
import type { CaptureMethod, Metadata } from "./limits"
import {
  connectionTokenRequest,
  createTerminalIntentRequest,
  parseRequest,
  readerRequest,
  readerStopRequest,
  terminalPaymentRequest,
} from "./requests"
import { envelope } from "./schemas"
import {
  collectAndProcessSchema,
  type ConnectionToken,
  connectionTokenSchema,
  type ReaderActionResult,
  readerActionSchema,
  type TerminalIntent,
  terminalIntentSchema,
} from "./terminal-schemas"

const PATH = "/api/v1/payments/terminal"
const TOKEN_PATH = "/api/v1/terminal/connection-token"

/** W23: a reader holds the connection while the customer looks for a card. */
export const READER_TIMEOUT_MS = 120_000

export type ConnectionTokenInput = { locationId?: string }

export type CreateTerminalIntentInput = {
  /** Minor units, at least 50. */
  amount: number
  currency?: "eur"
  /** 1-1000 characters. */
  description: string
  metadata?: Metadata
  captureMethod?: CaptureMethod
}

export type ReaderInput = { readerId: string; paymentIntentId: string }

/**
 * W19. A short-lived token for the Stripe Terminal SDK, in a browser or in the mobile app that a WisePad 3 needs (W27); every one needs an idempotency key of its own.
 * @throws InvalidInputError, PermissionError (terminal switched off, W26), ApiError
 */
export async function createConnectionToken(
  caller: WolffPayCaller,
  input: ConnectionTokenInput,
  options: CallOptions
): Promise<ConnectionToken> {
  const body = parseRequest("POST", TOKEN_PATH, connectionTokenRequest, input)
  return await call(
    caller,
    { method: "POST", path: TOKEN_PATH, body, schema: envelope(connectionTokenSchema) },
    options
  )
}

/**
 * W21, W22. A card-present intent; amounts and fees in minor units.
 * @throws InvalidInputError, MismatchedResponseError (W9), ApiError
 */
export async function createTerminalIntent(
  caller: WolffPayCaller,
  input: CreateTerminalIntentInput,
  options: CallOptions
): Promise<TerminalIntent> {
  const body = parseRequest("POST", PATH, createTerminalIntentRequest, input)
  const intent = await call(
    caller,
    {
      method: "POST",
      path: PATH,
      body: { action: "create_intent", ...body },
      schema: envelope(terminalIntentSchema),
    },
    options
  )
  const { amount, currency } = body
  if (intent.amount !== amount || intent.currency !== currency) {
    throw new MismatchedResponseError({
      method: "POST",
      path: PATH,
      expected: { amount, currency },
      received: {
        id: intent.paymentIntentId,
        amount: intent.amount,
        currency: intent.currency,
      },
    })
  }
  return intent
}

/**
 * W23, W24. Has the reader collect a card, process it, or both. One try of two minutes unless told otherwise: after a
 * cut-off the intent is looked up, not sent again.
 * @throws InvalidInputError, MismatchedResponseError, ApiError
 */
export async function runReaderAction(
  caller: WolffPayCaller,
  action: "collect_payment_method" | "process_payment" | "collect_and_process",
  input: ReaderInput,
  options: CallOptions
): Promise<ReaderActionResult> {
  const body = parseRequest("POST", PATH, readerRequest, input)
  const timeoutMs = options.timeoutMs ?? READER_TIMEOUT_MS
  return await act(
    caller,
    { action, ...body },
    action === "collect_and_process" ? collectAndProcessSchema : readerActionSchema,
    {
      ...options,
      timeoutMs,
      maxAttempts: options.maxAttempts ?? 1,
      deadlineMs: options.deadlineMs ?? timeoutMs + 5_000,
    }
  )
}

/** W25. Stops what the reader is doing. @throws InvalidInputError, ApiError */
export async function cancelReaderAction(
  caller: WolffPayCaller,
  input: { readerId: string },
  options: CallOptions
): Promise<ReaderActionResult> {
  const body = parseRequest("POST", PATH, readerStopRequest, input)
  return await act(caller, { action: "cancel_reader_action", ...body }, readerActionSchema, options)
}

/** W25. Cancels a card-present intent, or captures a manual one in full. @throws InvalidInputError, ApiError */
export async function actOnTerminalPayment(
  caller: WolffPayCaller,
  action: "cancel_payment" | "capture_payment",
  input: { paymentIntentId: string },
  options: CallOptions
): Promise<ReaderActionResult> {
  const body = parseRequest("POST", PATH, terminalPaymentRequest, input)
  return await act(caller, { action, ...body }, readerActionSchema, options)
}

async function act(
  caller: WolffPayCaller,
  body: { action: string; readerId?: string; paymentIntentId?: string },
  schema: z.ZodType<ReaderActionResult>,
  options: CallOptions
): Promise<ReaderActionResult> {
  const result = await call(
    caller,
    { method: "POST", path: PATH, body, schema: envelope(schema) },
    options
  )
  const asked = body.paymentIntentId
  const got = result.paymentIntentId
  if (asked !== undefined && got !== undefined && asked !== got) {
    throw new MismatchedResponseError({
      method: "POST",
      path: PATH,
      expected: { id: asked, action: body.action },
      received: { id: got },
    })
  }
  return result
}
