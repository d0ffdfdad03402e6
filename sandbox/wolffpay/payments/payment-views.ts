import type { JsonObject } from "../../shared/core/json"
import type { Payment } from "./payment"
import { iso } from "./payment"

/** The same payment under the names that each answer of the documents gives it (W14–W17, W31). */
export function createdView(payment: Payment): JsonObject {
  return {
    id: payment.id,
    clientSecret: payment.clientSecret,
    amount: payment.amount,
    currency: payment.currency,
    status: payment.status,
    description: payment.description,
    paymentMethodTypes: payment.paymentMethodTypes,
    captureMethod: payment.captureMethod,
    created: iso(payment.createdAt),
  }
}

export function detailView(payment: Payment): JsonObject {
  return {
    id: payment.documentId,
    paymentIntentId: payment.id,
    amount: payment.amount,
    currency: payment.currency,
    status: payment.status,
    description: payment.description,
    createdAt: iso(payment.createdAt),
  }
}

export function listView(payment: Payment): JsonObject {
  return {
    id: payment.documentId,
    stripePaymentIntentId: payment.id,
    amount: payment.amount,
    currency: payment.currency,
    description: payment.description,
    status: payment.status,
    createdAt: iso(payment.createdAt),
  }
}

export function actionView(payment: Payment, action: string): JsonObject {
  return { id: payment.documentId, paymentIntentId: payment.id, status: payment.status, action }
}

export function paymentEventData(payment: Payment): JsonObject {
  return {
    id: payment.id,
    amount: payment.amount,
    currency: payment.currency,
    description: payment.description,
    status: payment.status,
    metadata: payment.metadata,
  }
}
