import { createHmac } from "node:crypto"
import type { AxiosInstance, AxiosResponse } from "axios"

export const WEBHOOK_SECRET = "whsec_test_integration"

interface SignOptions {
  secret?: string
  /** Unix time in seconds; now when absent. */
  timestamp?: number
}

/** W33, written a second time on purpose: the tests must not believe the code that they test. */
export function signatureOf(
  body: string | Buffer,
  { secret = WEBHOOK_SECRET, timestamp }: SignOptions = {}
) {
  const time = timestamp ?? Math.floor(Date.now() / 1000)
  const digest = createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex")
  return `t=${time},v1=${digest}`
}

interface PostOptions extends SignOptions {
  path?: string
  signature?: string
  headers?: Record<string, string>
}

/** Posts a webhook as WolffPay would, byte for byte; gives the answer whatever its status. */
export function postWebhook(
  api: AxiosInstance,
  body: object | string,
  { path = "/hooks/wolffpay", signature, headers, ...sign }: PostOptions = {}
): Promise<AxiosResponse> {
  const raw = typeof body === "string" ? body : JSON.stringify(body)
  return api.post(path, raw, {
    headers: {
      "content-type": "application/json",
      "x-wolffpay-signature": signature ?? signatureOf(raw, sign),
      ...headers,
    },
    // The bytes that were signed are the bytes that are sent.
    transformRequest: [(data: string) => data],
    validateStatus: () => true,
  })
}
