import type { ApiAnswer } from "../api/api-answer"
import { jsonAnswer } from "../api/api-answer"
import { asCode } from "../api/codes"
import type { Settings } from "../core/settings"
import type { InvoiceResult } from "../orders/invoice-calls"

/** `{ result, <list>: [...] }`, and a code of its own where the endpoint has one. */
export function invoiceAnswer(
  settings: Settings,
  results: readonly InvoiceResult[],
  { list, type, code }: { list: string; type: "string" | "number"; code?: string }
): ApiAnswer {
  const items = results.map((one) => ({ ...one, code: asCode(settings, one.code, type) }))
  const own = code === undefined ? {} : { code: asCode(settings, code, "string") }
  return jsonAnswer({ ...own, result: "MSG", [list]: items }, 200, results[0]?.code ?? null)
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}
