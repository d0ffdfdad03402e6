import type { JsonObject } from "../../shared/core/json"
import { iso } from "../payments/payment"
import type { Refund } from "./refund"

export function createdRefundView(refund: Refund): JsonObject {
  return {
    id: refund.id,
    paymentIntentId: refund.paymentIntentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    reason: refund.reason,
    created: iso(refund.createdAt),
  }
}

export function refundListView(refund: Refund): JsonObject {
  return {
    id: refund.documentId,
    stripeRefundId: refund.id,
    stripePaymentIntentId: refund.paymentIntentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    reason: refund.reason,
    createdAt: iso(refund.createdAt),
  }
}

export function refundEventData(refund: Refund): JsonObject {
  return {
    id: refund.id,
    paymentIntentId: refund.paymentIntentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    reason: refund.reason,
    metadata: refund.metadata,
  }
}
