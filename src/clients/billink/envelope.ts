import { parseXml } from "./xml"

/** An object whose names are in lower case and without `_`: v1 writes INVOICENUMBER, v2 invoiceNumber, webhooks invoice_number. */
export type Lowered = { readonly [name: string]: unknown }

/** What an answer says about itself (2.14), whichever of Billink's shapes it has. */
export type Envelope = {
  /** "unclear": neither a success nor an error is named; the answer's own fields have to tell. */
  verdict: "ok" | "error" | "unclear"
  /** Application code, number or text at Billink, here always text. */
  code?: string
  message?: string
  /** The status of a backend behind Billink's front, when its error was relayed. */
  relayedStatus?: number
  body: Lowered
  /** As it came, for what is not documented. */
  raw: unknown
}

const MAX_DEPTH = 6

/** Reads JSON and XML alike. Undefined when it is neither, or not an object. Never throws. */
export function readEnvelope(text: string): Envelope | undefined {
  const raw = parseJson(text) ?? parseXml(text)
  if (!isObject(raw)) {
    return undefined
  }
  const body = lower(raw, 0)
  if (!isObject(body)) {
    return undefined
  }
  const error = findError(body)
  const spoken = error ?? body
  return {
    verdict: error ? "error" : verdictOf(body),
    code: findCode(spoken, 0) ?? findCode(body, 0),
    message: findMessage(spoken, 0) ?? findMessage(body, 0),
    relayedStatus: findRelayedStatus(spoken, 0),
    body,
    raw,
  }
}

/** A text or a number as text; anything else is no code. */
export function asCode(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value
  return typeof text === "string" && /^-?\d{1,5}$/.test(text.trim()) ? text.trim() : undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function verdictOf(body: Lowered): Envelope["verdict"] {
  const result = asWord(body.result)
  const status = asWord(body.status)
  if (result === "msg" || result === "ok" || status === "success") {
    return "ok"
  }
  return result === "error" || status === "error" ? "error" : "unclear"
}

/**
 * `error` and `error_backend` are an object, a JSON text or a plain text; a relayed error may also stand at the top
 * (`http_status_code` and `http_body`).
 */
function findError(body: Lowered): Lowered | undefined {
  for (const value of [body.errorbackend, body.error]) {
    if (isObject(value)) {
      return value
    }
    if (typeof value === "string" && value.trim() !== "") {
      const inner = lower(parseJson(value), 0)
      return isObject(inner) ? inner : { message: value }
    }
  }
  return "httpstatuscode" in body && "httpbody" in body ? body : undefined
}

function findMessage(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) {
    return undefined
  }
  if (typeof value === "string") {
    const inner = lower(parseJson(value), 0)
    return isObject(inner) ? findMessage(inner, depth + 1) : value.trim() || undefined
  }
  if (Array.isArray(value)) {
    const texts = value.map((item) => findMessage(item, depth + 1)).filter(Boolean)
    return texts.length ? texts.join("; ") : undefined
  }
  if (!isObject(value)) {
    return undefined
  }
  const { httpbody, description, message, detail, title, violations, msg } = value
  for (const candidate of [httpbody, description, message, detail, title, violations, msg]) {
    const found = findMessage(candidate, depth + 1)
    if (found) {
      return found
    }
  }
  return undefined
}

function findCode(value: unknown, depth: number): string | undefined {
  const object = typeof value === "string" ? lower(parseJson(value), 0) : value
  if (depth > MAX_DEPTH || !isObject(object)) {
    return undefined
  }
  const own = asCode(object.code) ?? asCode(object.statuscode)
  return own ?? findCode(object.httpbody, depth + 1) ?? findCode(object.msg, depth + 1)
}

function findRelayedStatus(value: unknown, depth: number): number | undefined {
  const object = typeof value === "string" ? lower(parseJson(value), 0) : value
  if (depth > MAX_DEPTH || !isObject(object)) {
    return undefined
  }
  const own = asCode(object.httpstatuscode)
  return own === undefined ? findRelayedStatus(object.httpbody, depth + 1) : Number(own)
}

function lower(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) {
    return undefined
  }
  if (Array.isArray(value)) {
    return value.map((item) => lower(item, depth + 1))
  }
  if (!isObject(value)) {
    return value
  }
  // Without a prototype: a field called __proto__ is a field like any other.
  const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [name, item] of Object.entries(value)) {
    result[name.toLowerCase().replace(/_/g, "")] = lower(item, depth + 1)
  }
  return result
}

function asWord(value: unknown): string | undefined {
  return typeof value === "string" ? value.trim().toLowerCase() : undefined
}

function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) {
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
