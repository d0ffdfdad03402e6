import { z } from "@medusajs/framework/zod"
import { isPaymentIntentId, type PaymentIntentId } from "./ids"
import type { PaymentStatus } from "./schemas"

const text = z.string().min(1)
const cents = z.number().int().nonnegative().refine(Number.isSafeInteger)
const paymentIntentId = z.custom<PaymentIntentId>(isPaymentIntentId, "is not a pi_ id")
const status = text.transform((value): PaymentStatus => value)

function optional<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? undefined)
}

/** W19. The secret goes to the Stripe Terminal SDK that asked for it and nowhere else. */
export const connectionTokenSchema = z.object({
  secret: text,
  locationId: optional(z.string()),
})
export type ConnectionToken = z.output<typeof connectionTokenSchema>

/** W21, W22. Fees in minor units, `percentageFee` in percent. */
export const terminalIntentSchema = z
  .object({
    id: paymentIntentId,
    clientSecret: text,
    amount: cents,
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/)
      .transform((code) => code.toLowerCase()),
    status,
    captureMethod: text,
    paymentMethodTypes: z.array(z.string()),
    fee: optional(
      z.object({
        applicationFeeAmount: cents,
        fixedFee: cents,
        percentageFee: z.number().nonnegative(),
        calculatedPercentageFee: cents,
      })
    ),
    connect: optional(z.object({ destination: text, onBehalfOf: text })),
  })
  .transform(({ id, ...rest }) => ({ ...rest, paymentIntentId: id }))
export type TerminalIntent = z.output<typeof terminalIntentSchema>

/** W23 */
export const collectAndProcessSchema = z.object({
  paymentIntentId,
  status,
  amountReceived: optional(cents),
})

/**
 * The other actions' answers are not documented (W24, W25): what is there is read, nothing is demanded, and the
 * intent is asked for (W16) where it matters.
 */
export const readerActionSchema = z
  .object({
    id: z.unknown(),
    paymentIntentId: optional(paymentIntentId),
    status: optional(status),
    amountReceived: optional(cents),
  })
  .nullish()
  .transform((data) => ({
    paymentIntentId: data?.paymentIntentId ?? (isPaymentIntentId(data?.id) ? data.id : undefined),
    status: data?.status,
    amountReceived: data?.amountReceived,
  }))
export type ReaderActionResult = z.output<typeof readerActionSchema>
