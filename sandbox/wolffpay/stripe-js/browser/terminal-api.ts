/// <reference lib="dom" />
import type { StripeError } from "./types"
import { isRecord } from "./types"

export type Failure = { error: StripeError }

/** Stripe's Terminal SDK resolves with what went wrong, and throws only at a programmer's mistake. */
export function failed(answer: unknown): answer is Failure {
  return isRecord(answer) && isRecord(answer["error"])
}

export function failure(code: string, message: string): Failure {
  return { error: { type: "reader_error", code, message } }
}

/** One call to the sandbox's side of Stripe Terminal. Never rejects. */
export async function callTerminal(
  origin: string,
  name: string,
  body: Record<string, unknown>
): Promise<Record<string, unknown> | Failure> {
  try {
    const response = await fetch(`${origin}/sandbox/stripe-terminal/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    return isRecord(answer) ? answer : failure("network_error", "Stripe gave no answer.")
  } catch {
    return {
      error: {
        type: "api_connection_error",
        code: "network_error",
        message: "Could not communicate with Stripe.",
      },
    }
  }
}
