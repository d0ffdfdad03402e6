import { z } from "@medusajs/framework/zod"
import { createFindParams } from "@medusajs/medusa/api/utils/validators"

/** Stripe's ids of a reader and of a location. */
const stripeId = (prefix: "tmr" | "tml", where: string) =>
  z
    .string()
    .trim()
    .regex(
      new RegExp(`^${prefix}_[A-Za-z0-9_]{1,250}$`),
      `must be the ${prefix}_… that ${where} shows`
    )
    .nullable()
const ofMedusa = z.string().trim().min(1).max(255)

const ReaderBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  reader_id: stripeId("tmr", "WolffPay's dashboard").optional(),
  location_id: stripeId("tml", "WolffPay's dashboard").optional(),
  way: z.enum(["server", "sdk"]),
  region_id: ofMedusa,
  sales_channel_id: ofMedusa,
  stock_location_id: ofMedusa,
  is_active: z.boolean().optional(),
})

export const AddReaderBody = ReaderBody
export type AddReaderBody = z.infer<typeof AddReaderBody>

export const ChangeReaderBody = ReaderBody.partial()
export type ChangeReaderBody = z.infer<typeof ChangeReaderBody>

export const ListReadersParams = createFindParams({ limit: 50, offset: 0 }).extend({
  is_active: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
})
export type ListReadersParams = z.infer<typeof ListReadersParams>

export const ArticlesParams = z.strictObject({ reader_id: ofMedusa })
export type ArticlesParams = z.infer<typeof ArticlesParams>

export const EmailReceiptBody = z.strictObject({ email: z.email().max(255) })
export type EmailReceiptBody = z.infer<typeof EmailReceiptBody>

export const ConnectionTokenBody = z.strictObject({
  locationId: z
    .string()
    .regex(/^tml_[A-Za-z0-9_]{1,250}$/, "must be the tml_… of a location")
    .optional(),
})
export type ConnectionTokenBody = z.infer<typeof ConnectionTokenBody>
