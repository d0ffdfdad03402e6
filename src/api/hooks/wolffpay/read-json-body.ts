import type { IncomingMessage } from "node:http"

export type JsonBody =
  | { ok: true; rawBody: Buffer }
  | { ok: false; status: 400 | 413 | 415; type: string; message: string }

/** Bytes. */
export const MAX_BODY = 1024 * 1024
/** Bytes read of a body that is too large, so that its sender gets the answer; then the connection is cut. */
const MAX_READ = 4 * MAX_BODY

/**
 * Reads a JSON request as the raw bytes that its signature is about. Only UTF-8 JSON up to 1 MB: Medusa's own parser would
 * accept more, and would answer before the content type is judged.
 */
export async function readJsonBody(req: IncomingMessage): Promise<JsonBody> {
  if (!isUtf8Json(req.headers["content-type"]) || isEncoded(req)) {
    // Read on, so that the sender gets the answer instead of a broken connection.
    req.resume()
    return refuse(415, "Send the event as application/json in UTF-8.")
  }
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY) {
    req.resume()
    return refuse(413, "The body is larger than 1 MB.")
  }
  const rawBody = await readBytes(req)
  if (!rawBody) {
    return refuse(413, "The body is larger than 1 MB.")
  }
  return isJson(rawBody) ? { ok: true, rawBody } : refuse(400, "The body is not valid JSON.")
}

const TYPES = {
  400: "invalid_data",
  413: "payload_too_large",
  415: "unsupported_media_type",
} as const

function refuse(status: 400 | 413 | 415, message: string): JsonBody {
  return { ok: false, status, type: TYPES[status], message }
}

function isUtf8Json(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";")
  return (
    type?.trim() === "application/json" &&
    parameters.every((parameter) => {
      const [name, value] = parameter.split("=").map((part) => part.trim())
      return name !== "charset" || /^"?utf-?8"?$/.test(value ?? "")
    })
  )
}

function isEncoded(req: IncomingMessage): boolean {
  const encoding = req.headers["content-encoding"]
  return encoding !== undefined && encoding.toLowerCase() !== "identity"
}

/** Undefined when there is more than fits; the rest is read and dropped. */
function readBytes(req: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    req.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY) {
        chunks.push(chunk)
      } else {
        chunks = []
      }
      if (size > MAX_READ) {
        req.destroy()
      }
    })
    req.on("end", () => resolve(size <= MAX_BODY ? Buffer.concat(chunks) : undefined))
    req.on("error", reject)
    req.on("aborted", () => reject(new Error("The sender went away.")))
  })
}

function isJson(rawBody: Buffer): boolean {
  try {
    JSON.parse(rawBody.toString("utf8"))
    return true
  } catch {
    return false
  }
}
