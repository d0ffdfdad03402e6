import type { StoreClient, StoreRequest } from "./types"

export interface StoreClientOptions {
  /** Of your Medusa: `https://api.example.com`. */
  baseUrl: string
  /** `pk_…` of Medusa, not Stripe's. */
  publishableKey: string
  /** More headers for each request, for example the `authorization` of a customer who is signed in. */
  headers?: () => Record<string, string>
}

/** An answer that is not 2xx. The SDK's own errors keep only status and message; these keep what tells two refusals apart. */
export class StoreError extends Error {
  constructor(
    message: string,
    /** 0 when nothing was sent. */
    readonly status: number,
    readonly type?: string,
    readonly code?: string
  ) {
    super(message)
    this.name = "StoreError"
  }
}

/** Asks Medusa's store API, for shops without @medusajs/js-sdk. */
export function createStoreClient(options: StoreClientOptions): StoreClient {
  return {
    async fetch<T>(path: string, init: StoreRequest = {}): Promise<T> {
      const { body, query, headers, ...rest } = init
      if (!options.publishableKey) {
        throw new StoreError("No publishable key", 0, "", "missing_publishable_key")
      }
      const search = query ? `?${new URLSearchParams(query as Record<string, string>)}` : ""
      const response = await fetch(options.baseUrl.replace(/\/+$/, "") + path + search, {
        ...rest,
        body: body && JSON.stringify(body),
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "x-publishable-api-key": options.publishableKey,
          ...options.headers?.(),
          ...headers,
        },
      })
      if (response.ok) {
        return (await response.json()) as T
      }
      const answer = (await response.json().catch(() => ({}))) as Partial<StoreError>
      const { message = `Medusa answered ${response.status}`, type, code } = answer
      throw new StoreError(message, response.status, type, code)
    },
  }
}
