import { MedusaError } from "@medusajs/framework/utils"
import { PermissionError } from "../../../clients/http"
import { toMedusaError } from "../api-errors"
import { TERMINAL_REFUSALS, type TerminalRefusalCode } from "./refusal-codes"

const TYPES = {
  400: MedusaError.Types.INVALID_DATA,
  404: MedusaError.Types.NOT_FOUND,
  // Medusa's own 409 replaces the message, so the routes answer with it themselves.
  409: MedusaError.Types.CONFLICT,
} as const

/** `details` are the facts that a sentence in the clerk's language needs; `message` says it all in English. */
export class TerminalRefusal extends MedusaError {
  readonly status: 400 | 404 | 409

  constructor(
    override readonly code: TerminalRefusalCode,
    message: string,
    readonly details?: Record<string, unknown>
  ) {
    super(TYPES[TERMINAL_REFUSALS[code]], message, code)
    this.name = "TerminalRefusal"
    this.status = TERMINAL_REFUSALS[code]
  }

  get body(): Record<string, unknown> {
    const { type, code, message, details } = this
    return { type, code, message, ...(details ? { details } : {}) }
  }
}

/** A failed call for the counter. What the account may not do there at all is told apart from one refusal (W5, W6). */
export function toClerkError(error: unknown): MedusaError {
  return error instanceof PermissionError
    ? new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        error.merchantMessage,
        "terminal_switched_off" satisfies TerminalRefusalCode
      )
    : toMedusaError(error, "merchant")
}
