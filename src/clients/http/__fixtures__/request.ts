import { ApiError } from "../errors"
import { type HttpRequest, type HttpTransport, sendRequest } from "../request"
import { createFakeFetch, type Step } from "./fake-fetch"
import { createFakeTime } from "./fake-time"

export const API_KEY = "wp_test_0123456789abcdef"
/** A documented success. */
export const ok: Step = { json: { success: true, data: { id: "pi_1" } } }
/** A documented refusal. */
export const status = (code: number, error = "text", headers?: Record<string, string>): Step => ({
  status: code,
  json: { success: false, error },
  headers,
})

/** A transport and a request whose answers come by script, on a clock of its own. */
export function setUp(steps: Step[], overrides: Partial<HttpTransport> = {}) {
  const time = createFakeTime()
  const fake = createFakeFetch(...steps)
  const transport: HttpTransport = {
    service: "WolffPay",
    baseUrl: "https://api.example.test",
    version: "1.2.3",
    headers: { authorization: `Bearer ${API_KEY}` },
    fetch: fake.fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    readErrorText: (body) => {
      const text: unknown = Reflect.get(Object(body), "error")
      return typeof text === "string" ? text : undefined
    },
    ...overrides,
  }
  const request: HttpRequest<unknown> = {
    method: "POST",
    path: "/api/v1/payments",
    body: { amount: 5_000 },
    idempotencyKey: "order-1-attempt-1",
    lane: "checkout",
    deadline: time.clock() + 25_000,
    maxAttempts: 3,
    timeoutMs: 10_000,
    parse: (value) => ({ ok: true, value }),
  }
  const send = (changes: Partial<HttpRequest<unknown>> = {}) =>
    sendRequest(transport, { ...request, ...changes })
  const fail = async (changes: Partial<HttpRequest<unknown>> = {}): Promise<ApiError> => {
    try {
      await send(changes)
    } catch (error) {
      if (error instanceof ApiError) {
        return error
      }
      throw error
    }
    throw new Error("It was expected to fail")
  }
  return { time, sent: fake.sent, send, fail }
}
