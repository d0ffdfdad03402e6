import { PaymentSessionStatus } from "@medusajs/framework/utils"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"

/** Facts 5: what a session's state means to Medusa. */
export function toSessionStatus({
  state,
  workflow_started_at,
}: Pick<BillinkInvoiceRow, "state" | "workflow_started_at">): PaymentSessionStatus {
  switch (state) {
    case "accepted":
      return workflow_started_at === null
        ? PaymentSessionStatus.AUTHORIZED
        : PaymentSessionStatus.CAPTURED
    case "cancelled":
    case "expired":
      return PaymentSessionStatus.CANCELED
    case "failed":
    case "refused":
    case "lost":
      return PaymentSessionStatus.ERROR
    case "creating":
    case "open":
      return PaymentSessionStatus.REQUIRES_MORE
  }
}
