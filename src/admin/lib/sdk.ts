// Set by Medusa's own build of the admin.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

/** Longer than answers take: the one that waits for news of a sale comes after twenty seconds. */
const PATIENCE_MS = 30_000

interface Call {
  method?: "GET" | "POST" | "DELETE"
  query?: Record<string, string | number | undefined>
  body?: object
  signal?: AbortSignal
  /** Milliseconds until it is given up. */
  patience?: number
}

/** What the server said no with. Its `code` is what the screens translate; Medusa's own refusals have none. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code?: string,
    readonly details: Record<string, unknown> = {},
    readonly type = ""
  ) {
    super(message)
  }
}

/**
 * One call to Medusa's admin API, as the person who is signed in; given up after a while, when nobody knows what came of it.
 * (Medusa's js-sdk keeps a refusal's code to itself.)
 */
export async function call<Answer>(
  path: string,
  { query, body, signal, patience, ...rest }: Call = {}
) {
  const limit = timeLimit(signal, patience)
  try {
    const response = await fetch(addressOf(path, query), {
      ...rest,
      signal: limit.signal,
      headers: {
        accept: "application/json",
        ...(body ? { "content-type": "application/json" } : {}),
        ...tokenHeader(),
      },
      credentials: isJwt() ? "omit" : "include",
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) {
      throw await refusalOf(response)
    }
    return (await response.json()) as Answer
  } finally {
    limit.end()
  }
}

/** (`AbortSignal.any` is missing in browsers that stand in shops.) */
function timeLimit(signal: AbortSignal | undefined, patience = PATIENCE_MS) {
  const stop = new AbortController()
  const abort = () => stop.abort()
  const timer = setTimeout(abort, patience)
  signal?.addEventListener("abort", abort)
  if (signal?.aborted) {
    abort()
  }
  const end = () => {
    clearTimeout(timer)
    signal?.removeEventListener("abort", abort)
  }
  return { signal: stop.signal, end }
}

function addressOf(path: string, query: Call["query"] = {}): URL {
  const base = new URL(__BACKEND_URL__ || "/", window.location.origin)
  const url = new URL(`${base.pathname.replace(/\/$/, "")}/admin${path}`, base.origin)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value))
    }
  }
  return url
}

function isJwt(): boolean {
  return __AUTH_TYPE__ === "jwt"
}

function tokenHeader(): Record<string, string> {
  const token = isJwt()
    ? localStorage.getItem(__JWT_TOKEN_STORAGE_KEY__ || "medusa_auth_token")
    : null
  return token ? { authorization: `Bearer ${token}` } : {}
}

async function refusalOf(response: Response): Promise<Refusal> {
  const told = (await response.json().catch(() => ({}))) as Partial<
    Pick<Refusal, "message" | "code" | "details" | "type">
  >
  const { status, statusText } = response
  return new Refusal(status, told.message ?? statusText, told.code, told.details, told.type)
}

/** The HTTP status of a refusal; undefined when no answer came. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Refusal ? error.status : undefined
}

/** What the server's refusal is called, where it is one of ours. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Refusal ? error.code : undefined
}

/** The server's own words, when it had any. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whoever asks is signed out (401) or may not do this (403). Of what was asked before it says nothing. */
export function isShutOut(error: unknown): boolean {
  return [401, 403].includes(statusOf(error) ?? 0)
}

/** Answers of a proxy have no `type` of Medusa's, and with this code Medusa itself says to ask again. */
const ANSWERS = [400, 404, 409]
const TYPE = /^[a-z_]+$/
const ASK_AGAIN = "invalid_state_error"

/** No answer, or one that says nothing about what happened: asking again is the only way to know. */
export function isUnknownOutcome(error: unknown): boolean {
  return !(
    error instanceof Refusal &&
    ANSWERS.includes(error.status) &&
    TYPE.test(error.type) &&
    error.code !== ASK_AGAIN
  )
}
