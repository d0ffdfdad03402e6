import { z } from "@medusajs/framework/zod"

/** `amount` in euros with at most two decimals; all that is left when absent. */
export const CreditInvoiceBody = z.object({
  amount: z
    .number()
    .positive()
    .max(1_000_000)
    .refine((euros) => /^\d+(\.\d{1,2})?$/.test(String(euros)), "must have at most two decimals")
    .optional(),
  made_at_billink: z.boolean().optional(),
})

export type CreditInvoiceBody = z.infer<typeof CreditInvoiceBody>

export const ResolveCreditBody = z.object({ made: z.boolean() })

export type ResolveCreditBody = z.infer<typeof ResolveCreditBody>
