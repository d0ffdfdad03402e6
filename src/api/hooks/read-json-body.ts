import type { IncomingMessage } from "node:http"
import { parseUtf8Json } from "../../modules/wolffpay/parse-utf8-json"

export type JsonBody =
  | { ok: true; rawBody: Buffer }
  | { ok: false; status: 400 | 413 | 415; type: string; message: string }

/** Bytes. */
export const MAX_BODY = 1024 * 1024
/** Bytes that are read and dropped of a body that is refused, so that its sender gets the answer. */
const MAX_DRAIN = 16 * MAX_BODY
/** Then nothing more is read, and the connection is cut; a sender that listens has the answer by now. */
const CUT_AFTER_MS = 2000

/**
 * Reads a JSON request as the raw bytes that its signature is about. Only UTF-8 JSON up to 1 MB: Medusa's own parser would
 * accept more, and would answer before the content type is judged. `anyType`: whatever its sender calls it.
 */
export async function readJsonBody(
  req: IncomingMessage,
  { anyType = false }: { anyType?: boolean } = {}
): Promise<JsonBody> {
  if (!(anyType || isUtf8Json(req.headers["content-type"])) || isEncoded(req)) {
    drain(req)
    return refuse(415, "Send the event as application/json in UTF-8.")
  }
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY) {
    drain(req)
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

/** Undefined as soon as there is more than fits. */
function readBytes(req: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const keep = (chunk: Buffer): void => {
      size += chunk.length
      if (size > MAX_BODY) {
        req.off("data", keep)
        drain(req)
        resolve(undefined)
        return
      }
      chunks.push(chunk)
    }
    req.on("data", keep)
    req.on("end", () => resolve(Buffer.concat(chunks)))
    req.on("error", reject)
    req.on("aborted", () => reject(new Error("The sender went away.")))
  })
}

/** Reads on up to a bound: an answer on a connection that is cut at once is often lost. */
function drain(req: IncomingMessage): void {
  let size = 0
  const drop = (chunk: Buffer): void => {
    size += chunk.length
    if (size > MAX_DRAIN) {
      req.off("data", drop)
      req.pause()
      setTimeout(() => req.destroy(), CUT_AFTER_MS).unref()
    }
  }
  req.on("data", drop)
}

function isJson(rawBody: Buffer): boolean {
  try {
    parseUtf8Json(rawBody)
    return true
  } catch {
    return false
  }
}
