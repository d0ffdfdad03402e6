import { createFakeFetch, type Step } from "../../http/__fixtures__/fake-fetch"
import { createFakeTime } from "../../http/__fixtures__/fake-time"
import { ApiError, createInProcessBudget } from "../../http"
import { resolveAdapter } from "../adapter"
import { BillinkClient, type BillinkClientOptions } from "../client"
import type { CreateSessionInput } from "../create-session"
import { type BillinkSessionId, isSessionId } from "../ids"

export const USERNAME = "testwinkel"
export const ID = "9c1f0aa1b2c3d4e5f60718293a4b5c6d7e8f9012"
export const CALL = { lane: "checkout" } as const

/** A client whose answers come by script, on a clock of its own. */
export function createTestClient(
  steps: Step[],
  adapterOverrides: unknown = {},
  options: Partial<BillinkClientOptions> = {}
) {
  const time = createFakeTime()
  const { fetch, sent } = createFakeFetch(...steps)
  const { adapter, problems } = resolveAdapter(adapterOverrides)
  if (problems.length > 0) {
    throw new Error(problems.join("\n"))
  }
  const client = new BillinkClient({
    username: USERNAME,
    id: ID,
    baseUrl: "https://api.example.test",
    timeoutMs: 10_000,
    budget: createInProcessBudget({ ...time, limit: 1_000 }),
    version: "0.0.0-test",
    adapter,
    fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    ...options,
  })
  return { client, sent, time }
}

export async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof ApiError) {
      return error
    }
    throw error
  }
  throw new Error("It was expected to fail")
}

export function sessionId(text = "ses_1"): BillinkSessionId {
  if (!isSessionId(text)) {
    throw new Error("No session id")
  }
  return text
}

/** v1's envelope of a success. */
export function xmlMessage(inner: string): Step {
  return { text: `<?xml version="1.0"?><API><RESULT>MSG</RESULT><MSG>${inner}</MSG></API>` }
}

/** v1's envelope of an error. */
export function xmlError(code: string, description: string): Step {
  const error = `<ERROR><CODE>${code}</CODE><DESCRIPTION>${description}</DESCRIPTION></ERROR>`
  return { text: `<API><RESULT>ERROR</RESULT>${error}</API>` }
}

const address = {
  street: "Kerkstraat",
  houseNumber: "12",
  houseExtension: "A",
  postalCode: "1017 GC",
  city: "Amsterdam",
  countryCode: "NL",
}

export const SESSION: CreateSessionInput = {
  workflowNumber: "1",
  orderNumber: "ORDER1",
  customer: {
    type: "p",
    firstName: "Anna",
    lastName: "Jansen",
    email: "anna@example.com",
    mobile: "+31612345678",
  },
  billingAddress: address,
  shippingAddress: address,
  totalCents: 2420,
  totalTaxCents: 420,
  lines: [
    {
      code: "SKU1",
      name: "Mok",
      description: "",
      unitCents: 1210,
      rowCents: 2420,
      unitTaxCents: 210,
      taxRate: "21",
      quantity: 2,
    },
  ],
  returnUrls: {
    success: "https://shop.example.com/r?t=1",
    fail: "https://shop.example.com/r?t=2",
    back: "https://shop.example.com/r?t=3",
    cancel: "https://shop.example.com/r?t=4",
  },
}

export const SESSION_ANSWER = {
  status: "success",
  sessionID: "ses_1",
  sessionURL: "https://checkout.example.test/ses_1",
  invoice: "1ABORDER1",
  expiresAt: "2027-01-15T09:00:00+00:00",
  customerID: "77",
}
