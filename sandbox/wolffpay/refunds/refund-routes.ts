import type { ApiCall, Reply } from "../api/api-call"
import { onlyFields, optionalChoice, requiredId } from "../../shared/core/fields"
import { pageOf, parsePaging } from "../core/list-page"
import { Refusal } from "../../shared/core/refusal"
import { parseMetadata } from "../payments/metadata"
import { findPayment } from "../payments/payment-book"
import { REFUND_REASONS } from "./refund"
import { addRefund } from "./refund-book"
import { createdRefundView, refundListView } from "./refund-views"

/** W28 */
export function createRefund({ ctx, account, body }: ApiCall): Reply {
  onlyFields(body, ["paymentIntentId", "amount", "reason", "metadata"], "W28")
  const paymentIntentId = requiredId(body, "paymentIntentId", "pi_", "W28")
  const order = {
    amount: parseRefundAmount(body["amount"]),
    reason: optionalChoice(body, "reason", REFUND_REASONS, "W28"),
    metadata: parseMetadata(body["metadata"], ctx.state.settings.metadataRules, "W28"),
  }
  const payment = findPayment(ctx, paymentIntentId, account)
  return { data: createdRefundView(addRefund(ctx, payment, order)) }
}

/** W29 */
export function listRefunds({ ctx, account, query }: ApiCall): Reply {
  const paging = parsePaging(query, "W29")
  const paymentIntentId = query.get("paymentIntentId")
  const visible = ctx.state.refunds.filter(
    (refund) =>
      refund.account === account &&
      (paymentIntentId === null || refund.paymentIntentId === paymentIntentId)
  )
  const page = pageOf(visible, paging, ctx.state.settings.listOrder, "W29")
  return { data: page.rows.map(refundListView), pagination: page.pagination }
}

function parseRefundAmount(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value
  throw new Refusal(400, "Invalid amount. Must be an integer of at least 1 cent.", "W28")
}
