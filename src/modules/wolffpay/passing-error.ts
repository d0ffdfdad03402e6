import { MedusaError } from "@medusajs/framework/utils"
import { isDefiniteRefusal } from "./api-errors"
import { ApiError } from "../../clients/http"

/** What is refused now and may be asked for again in a moment. */
export class PassingError extends MedusaError {
  readonly isPassing = true
}

const FOR_GOOD: readonly string[] = [
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
  MedusaError.Types.INVALID_DATA,
]

/** Whether what failed may go well later: no answer, too many requests, a database that is away. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) {
    return !isDefiniteRefusal(error)
  }
  return (
    Reflect.get(Object(error), "isPassing") === true ||
    !FOR_GOOD.includes(String(Reflect.get(Object(error), "type")))
  )
}
