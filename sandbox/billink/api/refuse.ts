import type { JsonObject } from "../../shared/core/json"
import type { Refusal } from "../../shared/core/refusal"
import { ApplicationError, FormError } from "../core/application-error"
import type { Context } from "../core/context"
import type { Settings } from "../core/settings"
import type { ApiAnswer } from "./api-answer"
import { jsonAnswer } from "./api-answer"
import { asCode } from "./codes"

/** Session and registration endpoints: a real HTTP status (2.14). */
export function refuseWithStatus(refusal: Refusal): ApiAnswer {
  const body = { status: "error", message: refusal.message }
  return { ...jsonAnswer(body, refusal.status), headers: refusal.headers }
}

/** Order endpoints: HTTP 200, and the code in the body (2.14). */
export function refuseWithCode(refusal: Refusal, ctx: Context): ApiAnswer {
  if (!(refusal instanceof ApplicationError)) return refuseWithStatus(refusal)
  const { code, message: description } = refusal
  const error = { code: asCode(ctx.state.settings, code, "string"), description }
  return jsonAnswer({ error, result: "ERROR" }, 200, code)
}

/** A form that create-session refuses, in the shape that was chosen (2.1). */
export function refuseForm(refusal: Refusal, ctx: Context): ApiAnswer {
  if (!(refusal instanceof FormError)) return refuseWithStatus(refusal)
  const relayed = relay(refusal.message, ctx.state.settings)
  return ctx.state.settings.errorBackend === "bare_416"
    ? jsonAnswer(relayed, 416)
    : jsonAnswer({ error_backend: relayed }, 400)
}

function relay(message: string, { errorBackend }: Settings): JsonObject {
  const body = { status: "error", message }
  const shapes: Record<Settings["errorBackend"], unknown> = {
    object: body,
    json_string: JSON.stringify(body),
    text: message,
    bare_416: JSON.stringify(body),
  }
  return {
    http_status_code: 400,
    http_body: shapes[errorBackend],
    http_body_encoding: "utf-8",
  }
}
