import { z } from "@medusajs/framework/zod"
import { isPaymentIntentId, isRefundId, type PaymentIntentId, type RefundId } from "./ids"

/*
 * The documented shapes (W4, W10-W29), turned into this client's own names: create calls an intent `id`, get calls it
 * `paymentIntentId`, list calls it `stripePaymentIntentId` (W16); here it is always `paymentIntentId`.
 * Fields that are not documented are dropped; a documented field of another type makes the answer unreadable.
 */

const text = z.string().min(1)
const minorUnits = z.number().int().nonnegative().refine(Number.isSafeInteger)
const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toLowerCase())
const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), "is not a date")
const paymentIntentId = z.custom<PaymentIntentId>(isPaymentIntentId, "is not a pi_ id")
const refundId = z.custom<RefundId>(isRefundId, "is not a re_ id")
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

/** Statuses of W18, and whatever else WolffPay may say: what an unknown one means is the caller's to decide. */
export type PaymentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled"
  | (string & {})

/** Stripe's refund statuses, and whatever else WolffPay may say. */
export type RefundStatus =
  "pending" | "requires_action" | "succeeded" | "failed" | "canceled" | (string & {})

const paymentStatus = text.transform((value): PaymentStatus => value)
const refundStatus = text.transform((value): RefundStatus => value)

/** W4: `{ success: true, data }`. */
export function envelope<S extends z.ZodType>(data: S) {
  return z
    .object({ success: z.literal(true), data: z.unknown() })
    .transform((body) => body.data)
    .pipe(data)
}

/** W4, W15, W29: a list with its pagination. */
export function pageOf<S extends z.ZodType<{ documentId: string }>>(item: S) {
  return z
    .object({
      success: z.literal(true),
      data: z.array(item),
      pagination: z.object({
        hasMore: z.boolean(),
        nextCursor: optionalText,
      }),
    })
    .transform(({ data, pagination }): Page<z.output<S>> => {
      if (!pagination.hasMore) {
        return { items: data, hasMore: false }
      }
      // W15: the cursor is a document id, so a page without one can be followed from its last row.
      return {
        items: data,
        hasMore: true,
        nextCursor: pagination.nextCursor || data.at(-1)?.documentId,
      }
    })
    .refine(
      (page) => !page.hasMore || page.nextCursor !== undefined,
      "says there is more, but not where"
    )
}

export type Page<T> = { items: T[]; hasMore: boolean; nextCursor?: string }

/** W10 */
export const configSchema = z.object({
  stripePublishableKey: text,
  stripeAccountId: text,
  chargesEnabled: z.boolean(),
  supportedPaymentMethods: z.array(z.string()),
})
export type WolffPayConfig = z.output<typeof configSchema>

/** W14 */
export const createdPaymentSchema = z
  .object({
    id: paymentIntentId,
    clientSecret: text,
    amount: minorUnits,
    currency,
    status: paymentStatus,
    description: optionalText,
    paymentMethodTypes: z.array(z.string()),
    captureMethod: text,
    created: instant,
  })
  .transform(({ id, created, ...rest }) => ({
    ...rest,
    paymentIntentId: id,
    createdAt: created,
  }))
export type CreatedPayment = z.output<typeof createdPaymentSchema>

/** W15 */
export const listedPaymentSchema = z
  .object({
    id: text,
    stripePaymentIntentId: paymentIntentId,
    amount: minorUnits,
    currency,
    status: paymentStatus,
    description: optionalText,
    createdAt: instant,
  })
  .transform(({ id, stripePaymentIntentId, ...rest }) => ({
    ...rest,
    documentId: id,
    paymentIntentId: stripePaymentIntentId,
  }))
export type PaymentSummary = z.output<typeof listedPaymentSchema>

/** W16 */
export const paymentSchema = z
  .object({
    id: text,
    paymentIntentId,
    amount: minorUnits,
    currency,
    status: paymentStatus,
    description: optionalText,
    createdAt: instant,
  })
  .transform(({ id, ...rest }): PaymentSummary => ({ ...rest, documentId: id }))

/** W17 */
export const paymentActionSchema = z
  .object({
    id: text,
    paymentIntentId,
    status: paymentStatus,
    action: z.enum(["capture", "cancel"]),
  })
  .transform(({ id, ...rest }) => ({ ...rest, documentId: id }))
export type PaymentActionResult = z.output<typeof paymentActionSchema>

/** W28 */
export const refundSchema = z
  .object({
    id: refundId,
    paymentIntentId,
    amount: minorUnits,
    currency,
    status: refundStatus,
    reason: optionalText,
    created: instant,
  })
  .transform(({ id, created, ...rest }) => ({
    ...rest,
    refundId: id,
    createdAt: created,
  }))
export type Refund = z.output<typeof refundSchema>

/** W29 */
export const listedRefundSchema = z
  .object({
    id: text,
    stripeRefundId: refundId,
    stripePaymentIntentId: paymentIntentId,
    amount: minorUnits,
    currency,
    status: refundStatus,
    reason: optionalText,
    createdAt: instant,
  })
  .transform(({ id, stripeRefundId, stripePaymentIntentId, ...rest }) => ({
    ...rest,
    documentId: id,
    refundId: stripeRefundId,
    paymentIntentId: stripePaymentIntentId,
  }))
export type RefundSummary = z.output<typeof listedRefundSchema>

/** W4: the words of an error, or undefined when the body is not the documented one. */
export function readErrorText(body: unknown): string | undefined {
  const parsed = z.object({ error: z.string() }).safeParse(body)
  return parsed.success ? parsed.data.error : undefined
}
