import { InvalidInputError } from "./errors"
import {
  CAPTURE_METHODS,
  CURRENCIES,
  MAX_AMOUNT,
  MAX_DESCRIPTION,
  MAX_METADATA_BYTES,
  MAX_PAGE,
  MIN_AMOUNT,
  PAYMENT_METHOD_TYPES,
  REFUND_REASONS,
} from "./limits"

/** Texts only: WolffPay hands it on to Stripe, which takes nothing else. */
export type Metadata = Readonly<Record<string, string>>

/** The checks of one request; each throws InvalidInputError naming the field and the limit. */
export function inputChecks(method: "GET" | "POST", path: string) {
  function refuse(field: string, limit: string): never {
    throw new InvalidInputError({ method, path, field, limit })
  }

  function oneOf(field: string, value: string | undefined, allowed: readonly string[]): void {
    if (value !== undefined && !allowed.includes(value)) {
      refuse(field, `must be one of ${allowed.join(", ")}`)
    }
  }

  return {
    refuse,
    oneOf,
    /** Minor units (W3, W13, W21). */
    amount(value: number): void {
      if (!Number.isSafeInteger(value) || value < MIN_AMOUNT || value > MAX_AMOUNT) {
        refuse("amount", `must be a whole number of cents from ${MIN_AMOUNT} to ${MAX_AMOUNT}`)
      }
    },
    /** Minor units; none = the whole payment (W28). */
    refundAmount(value: number | undefined): void {
      if (
        value !== undefined &&
        (!Number.isSafeInteger(value) || value < 1 || value > MAX_AMOUNT)
      ) {
        refuse("amount", `must be a whole number of cents from 1 to ${MAX_AMOUNT}`)
      }
    },
    currency(value: string, allowed: readonly string[] = CURRENCIES): void {
      oneOf("currency", value, allowed)
    },
    description(value: string): void {
      if (typeof value !== "string" || value.length < 1 || value.length > MAX_DESCRIPTION) {
        refuse("description", `must have 1-${MAX_DESCRIPTION} characters`)
      }
    },
    metadata(value: Metadata | undefined): void {
      if (value === undefined) {
        return
      }
      const json = JSON.stringify(value)
      if (
        typeof value !== "object" ||
        value === null ||
        Array.isArray(value) ||
        Buffer.byteLength(json) > MAX_METADATA_BYTES
      ) {
        refuse("metadata", `must be an object of at most ${MAX_METADATA_BYTES} bytes as JSON`)
      }
    },
    paymentMethodTypes(value: readonly string[] | undefined): void {
      if (value !== undefined && value.length === 0) {
        refuse("paymentMethodTypes", "must name at least one method")
      }
      for (const type of value ?? []) {
        oneOf("paymentMethodTypes", type, PAYMENT_METHOD_TYPES)
      }
    },
    captureMethod(value: string | undefined): void {
      oneOf("captureMethod", value, CAPTURE_METHODS)
    },
    reason(value: string | undefined): void {
      oneOf("reason", value, REFUND_REASONS)
    },
    pageSize(value: number | undefined): void {
      if (value !== undefined && (!Number.isSafeInteger(value) || value < 1 || value > MAX_PAGE)) {
        refuse("limit", `must be a whole number from 1 to ${MAX_PAGE}`)
      }
    },
    /** An id that goes into a body or a query. */
    id(field: string, value: string, prefix: string): void {
      if (
        typeof value !== "string" ||
        !value.startsWith(prefix) ||
        !/^[A-Za-z0-9_-]{1,255}$/.test(value)
      ) {
        refuse(field, `must be an id that starts with ${prefix}`)
      }
    },
    cursor(value: string | undefined): void {
      if (value !== undefined && !/^[\x21-\x7e]{1,1500}$/.test(value)) {
        refuse("startingAfter", "must be a cursor of an earlier page")
      }
    },
  }
}

/**
 * An id as a part of a path. `terminal` is another endpoint's name (W20) and would turn a capture into something else.
 * @throws InvalidInputError
 */
export function pathId(method: "GET" | "POST", id: string): string {
  if (typeof id !== "string" || !/^[A-Za-z0-9_-]{1,255}$/.test(id) || id === "terminal") {
    throw new InvalidInputError({
      method,
      path: "/api/v1/payments/:id",
      field: "id",
      limit: "must be a document id or a pi_ id",
    })
  }
  return encodeURIComponent(id)
}
