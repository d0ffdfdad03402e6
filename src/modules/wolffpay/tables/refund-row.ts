import type { RefundReason } from "../../../clients/wolffpay"

export type RefundState = "attempting" | "unknown" | "not_made" | "made"

export type RefundRow = {
  id: string
  intent_id: string
  medusa_refund_id: string | null
  idempotency_key: string | null
  refund_id: string | null
  /** Minor units. */
  amount: number
  currency: string
  reason: RefundReason | null
  /** Requests of the till that asked for it. */
  request_ids: string[]
  origin: "medusa" | "external"
  state: RefundState
  status: string | null
  booked_at: Date | null
  line_at: Date | null
  /** Minor units; null until it is known whether the order's line or its credit line is missing. */
  credit_due: number | null
  told_at: Date | null
  created_at: Date
  updated_at: Date
}
