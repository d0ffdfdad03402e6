import type { ProblemCode } from "./problems"

/** What is known of a call that failed: every client rejects with an error that has these. */
export interface StoreFailure {
  /** Absent or 0: no answer. */
  status?: number
  /** Of the answer; absent with the SDK's client, which does not keep it. */
  code?: string
  message?: string
}

/** No answer, or one that says nothing about the cart (a firewall's 403): the same call may succeed later. */
export function isPassing({ status }: StoreFailure): boolean {
  return !status || status === 403 || status === 408 || status === 409 || status > 499
}

/** In the codes that are ours: the plugin's refusals have those of this module. */
const OURS = /_(key|paid|attempts|possible|unavailable)$/

/** The problem that an answer names by itself, whatever was asked. */
export function problemOf(failure: StoreFailure): ProblemCode | undefined {
  const { status, code = "", message = "" } = failure
  if (OURS.test(code)) {
    return code as ProblemCode
  }
  // Medusa names the header when it is absent, and only then.
  if (/x-publishable-api-key/.test(message)) {
    return "missing_publishable_key"
  }
  if (isPassing(failure)) {
    return "service_unavailable"
  }
  if (status === 401) {
    return "wrong_publishable_key"
  }
  return status === 429 ? "too_many_attempts" : undefined
}
