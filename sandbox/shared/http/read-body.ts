import type { IncomingMessage } from "node:http"
import type { JsonObject } from "../core/json"
import { isJsonObject, nestingDepth } from "../core/json"
import { Refusal } from "../core/refusal"

const MAX_BYTES = 1024 * 1024
const MAX_DEPTH = 32

/** The raw body as text. Reads no further than 1 MB. `rule` is listed when it is longer. */
export function readText(req: IncomingMessage, rule = "W5"): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_BYTES) {
        chunks.length = 0
        reject(new Refusal(413, "The body is larger than 1 MB.", rule, { Connection: "close" }))
      } else chunks.push(chunk)
    })
    req.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")))
    req.on("error", reject)
    req.on("close", () => reject(new Refusal(400, "The request was cut off.")))
  })
}

export function parseJsonBody(
  text: string,
  contentType: string | undefined,
  rule = "W4"
): JsonObject {
  const value = parseJsonValue(text, contentType, rule)
  if (!isJsonObject(value)) throw new Refusal(400, "The body must be a JSON object.", rule)
  return value
}

export function parseJsonValue(
  text: string,
  contentType: string | undefined,
  rule = "W4"
): unknown {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? "")) {
    throw new Refusal(415, "Content-Type must be application/json.", rule)
  }
  if (nestingDepth(text) > MAX_DEPTH) {
    throw new Refusal(400, `The body is nested deeper than ${MAX_DEPTH} levels.`, rule)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, "The body is not valid JSON.", rule)
  }
}

/** The `action` of a body that was not checked yet, for the log and the faults. */
export function peekAction(text: string): string | null {
  if (text.length > 100_000 || nestingDepth(text) > MAX_DEPTH) return null
  try {
    const value: unknown = JSON.parse(text)
    const action = isJsonObject(value) ? value["action"] : null
    return typeof action === "string" ? action.slice(0, 60) : null
  } catch {
    return null
  }
}
