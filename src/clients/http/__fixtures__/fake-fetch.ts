export type SentRequest = {
  url: string
  method: string
  headers: Record<string, string>
  bodyText: string | undefined
  body: unknown
  init: RequestInit
}

export type Step =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | { error: unknown }
  | { hang: "until-abort" | "for-ever" }
  | { respond: (request: SentRequest) => Response | Promise<Response> }

/** A fetch that answers by script and remembers what it was sent. The last step repeats. */
export function createFakeFetch(...steps: Step[]) {
  const sent: SentRequest[] = []

  const fetchIt = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const bodyText = typeof init.body === "string" ? init.body : undefined
    const request: SentRequest = {
      url: String(url),
      method: init.method ?? "GET",
      headers: Object.fromEntries(new Headers(init.headers).entries()),
      bodyText,
      body: bodyText === undefined || bodyText.startsWith("<") ? bodyText : JSON.parse(bodyText),
      init,
    }
    const step = steps[Math.min(sent.length, steps.length - 1)]
    sent.push(request)
    if (step === undefined) {
      throw new Error("No step for this request")
    }
    if ("error" in step) {
      throw step.error
    }
    if ("hang" in step) {
      return await new Promise((_, reject) => {
        if (step.hang === "until-abort") {
          init.signal?.addEventListener("abort", () => reject(new Error("Aborted")))
        }
      })
    }
    if ("respond" in step) {
      return await step.respond(request)
    }
    const text = step.text ?? JSON.stringify(step.json ?? { success: true, data: {} })
    return new Response(text, {
      status: step.status ?? 200,
      headers: { "content-type": "application/json", ...step.headers },
    })
  }

  return { fetch: fetchIt as typeof fetch, sent }
}

/** What Node's fetch throws when the connection breaks. */
export function networkError(code: string): TypeError {
  const cause = Object.assign(new Error(`connect ${code}`), { code })
  return new TypeError("fetch failed", { cause })
}
