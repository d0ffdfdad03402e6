const REDACTED = "[redacted]"
const MAX_DEPTH = 8
const MAX_KEYS = 200
const MAX_TEXT = 20_000

const SECRET_PATTERNS: readonly [RegExp, string][] = [
  [/wp_(live|test)_[A-Za-z0-9_-]+/g, `wp_$1_${REDACTED}`],
  [/([A-Za-z]{2,12}_[A-Za-z0-9]{1,255})_secret_[A-Za-z0-9_-]+/g, `$1_secret_${REDACTED}`],
  [/whsec_[A-Za-z0-9+/=_-]+/g, `whsec_${REDACTED}`],
  [/\b(sk|rk)_(live|test)_[A-Za-z0-9]+/g, `$1_$2_${REDACTED}`],
  [/\bpst_(live|test)_[A-Za-z0-9_-]+/g, `pst_$1_${REDACTED}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, `$1 ${REDACTED}`],
  [/("(?:billinkUsername|billinkI[dD])"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\d+)/g, `$1"${REDACTED}"`],
  [/(<(CLIENTUSERNAME|CLIENTID|SECRET)>)[^<]*(<\/\2>)/gi, `$1${REDACTED}$3`],
  [/(\/hooks\/billink\/)[^/\s"']+/g, `$1${REDACTED}`],
]

/**
 * Compared without case, `_` and `-`. Billink's credentials go in its bodies, by several names; as an option its id is
 * just `id`, which is too common to blank.
 */
const SECRET_KEYS = new Set([
  "authorization",
  "proxyauthorization",
  "cookie",
  "setcookie",
  "apikey",
  "xapikey",
  "secret",
  "clientsecret",
  "webhooksecret",
  "webhooktoken",
  "password",
  "username",
  "billinkusername",
  "billinkid",
  "clientusername",
  "clientid",
  "token",
  "accesstoken",
  "xwolffpaysignature",
])

/** Blanks keys, client secrets, webhook secrets and authorization values inside a text. Long texts are cut. */
export function redactText(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}[cut]` : text
  return SECRET_PATTERNS.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    cut
  )
}

/**
 * A copy of `value` that may be logged: secrets blanked by key and by pattern, cycles, depth and size bounded.
 * Never throws.
 */
export function redact(value: unknown): unknown {
  return redactInner(value, 0, new Set())
}

function redactInner(value: unknown, depth: number, ancestors: Set<object>): unknown {
  if (typeof value === "string") {
    return redactText(value)
  }
  if (typeof value === "bigint" || typeof value === "symbol") {
    return redactText(String(value))
  }
  if (typeof value === "function") {
    return "[function]"
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  if (ancestors.has(value)) {
    return "[circular]"
  }
  if (depth >= MAX_DEPTH) {
    return "[too deep]"
  }
  ancestors.add(value)
  try {
    return redactObject(value, depth, ancestors)
  } catch {
    // A getter or a proxy that throws must not turn a log line into a failure.
    return "[unreadable]"
  } finally {
    ancestors.delete(value)
  }
}

function redactObject(value: object, depth: number, ancestors: Set<object>): unknown {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "[invalid date]" : value.toISOString()
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `[${value.byteLength} bytes]`
  }
  if (value instanceof URL) {
    return redactText(value.href)
  }
  if (value instanceof Error) {
    return redactError(value, depth, ancestors)
  }
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_KEYS).map((item) => redactInner(item, depth + 1, ancestors))
    return value.length > MAX_KEYS ? [...items, `[${value.length - MAX_KEYS} more]`] : items
  }
  if (value instanceof Map) {
    return redactEntries([...value.entries()], depth, ancestors)
  }
  if (value instanceof Set) {
    return redactInner([...value], depth, ancestors)
  }
  if (typeof Headers !== "undefined" && value instanceof Headers) {
    return redactEntries([...value.entries()], depth, ancestors)
  }
  return redactEntries(Object.entries(value), depth, ancestors)
}

function redactError(error: Error, depth: number, ancestors: Set<object>): Record<string, unknown> {
  return {
    ...redactEntries(Object.entries(error), depth, ancestors),
    name: redactText(error.name),
    message: redactText(error.message),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
  }
}

function redactEntries(
  entries: [unknown, unknown][],
  depth: number,
  ancestors: Set<object>
): Record<string, unknown> {
  const copied = entries.slice(0, MAX_KEYS).map(([key, item]) => {
    const name = String(key)
    return [
      redactText(name),
      isSecretKey(name) && item !== undefined && item !== null
        ? REDACTED
        : redactInner(item, depth + 1, ancestors),
    ] as const
  })
  if (entries.length > MAX_KEYS) {
    copied.push(["[more]", entries.length - MAX_KEYS])
  }
  return Object.fromEntries(copied)
}

function isSecretKey(key: string): boolean {
  return SECRET_KEYS.has(key.toLowerCase().replace(/[_-]/g, ""))
}
