import { z } from "@medusajs/framework/zod"
import { InvalidInputError } from "./errors"
import {
  CAPTURE_METHODS,
  CURRENCIES,
  MAX_AMOUNT,
  MAX_DESCRIPTION,
  MAX_METADATA_BYTES,
  MAX_PAGE,
  MIN_AMOUNT,
  PAYMENT_METHOD_TYPES,
  REFUND_REASONS,
  TERMINAL_CURRENCIES,
} from "./limits"

/*
 * What may be sent (W13-W29), checked before anything is. A field's description is the limit that a refusal names; what was
 * given instead is never repeated. Fields that are not documented are dropped.
 */

const cents = (min: number) => z.number().int().min(min).max(MAX_AMOUNT)
const centsLimit = (min: number) => `must be a whole number of cents from ${min} to ${MAX_AMOUNT}`
const oneOf = (allowed: readonly string[]) => `must be one of ${allowed.join(", ")}`
const idOf = (prefix: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,255}$/)
    .startsWith(prefix)
const idLimit = (prefix: string) => `must be an id that starts with ${prefix}`

const description = z
  .string()
  .min(1)
  .max(MAX_DESCRIPTION)
  .describe(`must have 1-${MAX_DESCRIPTION} characters`)
/** Texts only: WolffPay hands it on to Stripe, which takes nothing else. */
const metadata = z
  .record(z.string(), z.string())
  .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_METADATA_BYTES)
  .optional()
  .describe(`must be an object of texts, of at most ${MAX_METADATA_BYTES} bytes as JSON`)
const captureMethod = z.enum(CAPTURE_METHODS).optional().describe(oneOf(CAPTURE_METHODS))
const paymentIntentId = idOf("pi_").describe(idLimit("pi_"))
const readerId = idOf("tmr_").describe(idLimit("tmr_"))
const limit = z
  .number()
  .int()
  .min(1)
  .max(MAX_PAGE)
  .optional()
  .describe(`must be a whole number from 1 to ${MAX_PAGE}`)
const startingAfter = z
  .string()
  .regex(/^[\x21-\x7e]{1,1500}$/)
  .optional()
  .describe("must be a cursor of an earlier page")

const charge = {
  amount: cents(MIN_AMOUNT).describe(centsLimit(MIN_AMOUNT)),
  description,
  metadata,
  captureMethod,
}

export const createPaymentRequest = z.object({
  ...charge,
  currency: z.enum(CURRENCIES).describe(oneOf(CURRENCIES)),
  paymentMethodTypes: z
    .array(z.enum(PAYMENT_METHOD_TYPES))
    .min(1)
    .readonly()
    .optional()
    .describe(`must name at least one of ${PAYMENT_METHOD_TYPES.join(", ")}`),
})

export const listPaymentsRequest = z.object({
  limit,
  startingAfter,
  testMode: z.boolean().optional().describe("must be true or false"),
})

export const createRefundRequest = z.object({
  paymentIntentId,
  amount: cents(1).optional().describe(centsLimit(1)),
  reason: z.enum(REFUND_REASONS).optional().describe(oneOf(REFUND_REASONS)),
  metadata,
})

export const listRefundsRequest = z.object({
  limit,
  startingAfter,
  paymentIntentId: idOf("pi_").optional().describe(idLimit("pi_")),
})

export const connectionTokenRequest = z.object({
  locationId: idOf("tml_").optional().describe(idLimit("tml_")),
})

export const createTerminalIntentRequest = z.object({
  ...charge,
  currency: z.enum(TERMINAL_CURRENCIES).default("eur").describe(oneOf(TERMINAL_CURRENCIES)),
})

export const readerRequest = z.object({ readerId, paymentIntentId })
export const readerStopRequest = z.object({ readerId })
export const terminalPaymentRequest = z.object({ paymentIntentId })

/** `terminal` is another endpoint's name (W20) and would turn a capture into something else. */
const paymentRequest = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,255}$/)
    .refine((id) => id !== "terminal")
    .describe("must be a document id or a pi_ id"),
})

/**
 * The request as it may be sent.
 * @throws InvalidInputError that names the first wrong field and its limit
 */
export function parseRequest<Shape extends z.ZodRawShape>(
  method: "GET" | "POST",
  path: string,
  schema: z.ZodObject<Shape>,
  input: z.input<z.ZodObject<Shape>>
): z.output<z.ZodObject<Shape>> {
  const result = schema.safeParse(input)
  if (result.success) {
    return result.data
  }
  const field = String(result.error.issues[0]?.path[0])
  const rule: unknown = schema.shape[field]
  throw new InvalidInputError({
    method,
    path,
    field,
    limit: (rule instanceof z.ZodType ? rule.description : undefined) ?? "cannot be sent",
  })
}

/**
 * A payment's id as a part of a path.
 * @throws InvalidInputError
 */
export function pathId(method: "GET" | "POST", id: string): string {
  return encodeURIComponent(parseRequest(method, "/api/v1/payments/:id", paymentRequest, { id }).id)
}
