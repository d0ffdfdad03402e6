import { createFakeFetch, type Step } from "../../http/__fixtures__/fake-fetch"
import { createFakeTime } from "../../http/__fixtures__/fake-time"
import { createInProcessBudget } from "../../http"
import { WolffPayClient, type WolffPayClientOptions } from "../client"

export const TEST_KEY = "wp_test_0123456789abcdef"
export const CALL = { lane: "checkout" } as const
export const POST = { lane: "checkout", idempotencyKey: "cart-1-attempt-1" } as const

/** A client whose answers come by script. */
export function createTestClient(steps: Step[], options: Partial<WolffPayClientOptions> = {}) {
  const time = createFakeTime()
  const { fetch, sent } = createFakeFetch(...steps)
  const client = new WolffPayClient({
    apiKey: TEST_KEY,
    baseUrl: "https://api.example.test",
    timeoutMs: 10_000,
    budget: createInProcessBudget({ ...time, limit: 1_000 }),
    version: "0.0.0-test",
    fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    ...options,
  })
  return { client, sent, time }
}

/** A documented success (W4). */
export function answer(data: unknown, rest: Record<string, unknown> = {}): Step {
  return { json: { success: true, data, ...rest } }
}

/** A documented refusal (W4). */
export function refusal(status: number, error: string): Step {
  return { status, json: { success: false, error } }
}

// The documents' own samples.
export const CREATED_PAYMENT = {
  id: "pi_3abc123",
  clientSecret: "pi_3abc123_secret_xyz",
  amount: 5_000,
  currency: "eur",
  status: "requires_payment_method",
  description: "Order #12345",
  paymentMethodTypes: ["card", "ideal"],
  captureMethod: "automatic",
  created: "2025-12-16T10:30:00.000Z",
}
export const LISTED_PAYMENT = {
  id: "doc123",
  stripePaymentIntentId: "pi_abc123",
  amount: 5_000,
  currency: "eur",
  description: "Order #12345",
  status: "succeeded",
  createdAt: "2025-12-16T10:30:00.000Z",
}
export const PAYMENT = {
  id: "doc123",
  paymentIntentId: "pi_abc123",
  amount: 5_000,
  currency: "eur",
  status: "succeeded",
  description: "Order #12345",
  createdAt: "2025-12-16T10:30:00.000Z",
}
export const CREATED_REFUND = {
  id: "re_abc123",
  paymentIntentId: "pi_abc123",
  amount: 2_500,
  currency: "eur",
  status: "succeeded",
  reason: "requested_by_customer",
  created: "2025-12-16T11:00:00.000Z",
}
export const LISTED_REFUND = {
  id: "doc_ref_123",
  stripeRefundId: "re_abc123",
  stripePaymentIntentId: "pi_abc123",
  amount: 2_500,
  currency: "eur",
  status: "succeeded",
  reason: "requested_by_customer",
  createdAt: "2025-12-16T11:00:00.000Z",
}
export const TERMINAL_INTENT = {
  id: "pi_3abc456",
  clientSecret: "pi_3abc456_secret_xyz",
  amount: 5_000,
  currency: "eur",
  status: "requires_payment_method",
  captureMethod: "automatic",
  paymentMethodTypes: ["card_present"],
  fee: {
    applicationFeeAmount: 150,
    fixedFee: 25,
    percentageFee: 2.5,
    calculatedPercentageFee: 125,
  },
  connect: { destination: "acct_xxx", onBehalfOf: "acct_xxx" },
}
