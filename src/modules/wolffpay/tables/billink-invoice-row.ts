export type InvoiceState =
  "creating" | "refused" | "lost" | "open" | "cancelled" | "failed" | "expired" | "accepted"

export type BillinkInvoiceRow = {
  id: string
  session_id: string
  attempt: number
  /** The merchant's number. */
  order_number: string
  return_token: string
  billink_session_id: string | null
  /** Billink's number. */
  billink_number: string | null
  /** Cents. */
  amount: number
  currency: string
  workflow_number: string
  language: "nl" | "en"
  fingerprint: string
  cart_id: string | null
  state: InvoiceState
  status: string | null
  accepted_at: Date | null
  settled_at: Date | null
  abandoned_at: Date | null
  placement_checked_at: Date | null
  workflow_attempted_at: Date | null
  workflow_started_at: Date | null
  cancel_requested_at: Date | null
  created_at: Date
}

export type NewInvoice = Pick<
  BillinkInvoiceRow,
  "session_id" | "amount" | "workflow_number" | "language" | "fingerprint" | "cart_id"
> & {
  return_token: string
  /** The address it came from, unreadable. */
  client_hash: string | null
  orderNumber: (attempt: number) => string
}

/** Whether the session can no longer become an acceptance by itself. */
export function isDecided(state: InvoiceState): boolean {
  return state !== "creating" && state !== "open"
}
