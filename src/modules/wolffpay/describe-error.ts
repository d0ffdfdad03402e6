import { redactText } from "../../clients/http"

const MAX_LENGTH = 500

/** An error in words for the log or the merchant; Medusa's workflows throw plain objects too. Secrets are removed. */
export function describeError(error: unknown): string {
  return redactText(messageOf(error)).slice(0, MAX_LENGTH)
}

/** The class name survives where the class itself does not. */
export function isNamed(error: unknown, name: string): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === name
}

function messageOf(error: unknown): string {
  if (typeof error === "string") {
    return error
  }
  if (typeof error === "object" && error !== null) {
    if ("message" in error && typeof error.message === "string") {
      return error.message
    }
    // A workflow's own shape: { error: Error }.
    if ("error" in error) {
      return messageOf(error.error)
    }
  }
  return "unknown error"
}
