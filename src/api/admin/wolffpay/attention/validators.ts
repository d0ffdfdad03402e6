import { z } from "@medusajs/framework/zod"
import { createFindParams } from "@medusajs/medusa/api/utils/validators"

export const ListAttentionParams = createFindParams({
  limit: 20,
  offset: 0,
}).extend({
  /** Open ones unless asked otherwise. */
  state: z.enum(["open", "resolved", "all"]).optional(),
  reason: z.string().optional(),
  order_id: z.string().optional(),
})
export type ListAttentionParams = z.infer<typeof ListAttentionParams>

export const ResolveAttentionBody = z.object({
  /** What was done about it. */
  note: z.string().trim().min(1).max(2000),
})
export type ResolveAttentionBody = z.infer<typeof ResolveAttentionBody>
