import type { BrowserContext, Request } from "playwright-core"

export interface Sent {
  url: string
  origin: string
  headers: Record<string, string>
  body: string
}

/** Every request that shoppers' browsers made, those of Stripe's frames and of the bank's page included. */
export class Traffic {
  private readonly pending: Promise<Sent>[] = []

  watch(context: BrowserContext) {
    context.on("request", (request) => this.pending.push(sentBy(request)))
  }

  /** What was sent since the last time. */
  take(): Promise<Sent[]> {
    return Promise.all(this.pending.splice(0))
  }
}

async function sentBy(request: Request): Promise<Sent> {
  const url = request.url()
  const known = {
    url: decode(url),
    origin: new URL(url).origin,
    body: request.postDataBuffer()?.toString("utf8") ?? "",
  }
  // Cookies are only in the late ones; a page that is closed meanwhile cannot tell them any more.
  const headers = await request.allHeaders().catch(() => request.headers())
  return { ...known, headers }
}

function decode(url: string) {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

export function carries({ url, headers, body }: Sent, secret: string) {
  return [url, body, ...Object.values(headers)].some((text) => text.includes(secret))
}

interface Guarded {
  /** What must never be in a browser at all: WolffPay's key, the webhook secret. */
  secrets: string[]
  /** Of payments: whoever holds one can see that payment. */
  clientSecrets: string[]
  /** The shop's page and Stripe. */
  mayKnowClientSecrets: string[]
  /** Whom the shop's pages talk to at all. */
  known: string[]
}

/** One line for each request that tells somebody what he must not know. */
export function leaksIn(sent: Sent[], guarded: Guarded): string[] {
  const { secrets, clientSecrets, mayKnowClientSecrets, known } = guarded
  return sent
    .filter(({ url }) => /^https?:/.test(url))
    .flatMap((request) =>
      [
        ...(known.includes(request.origin) ? [] : ["a stranger"]),
        ...(secrets.some((secret) => carries(request, secret)) ? ["the shop's own secret"] : []),
        ...(!mayKnowClientSecrets.includes(request.origin) &&
        clientSecrets.some((secret) => carries(request, secret))
          ? ["a payment's client secret"]
          : []),
      ].map((what) => `${what}: ${request.origin}${new URL(request.url).pathname}`)
    )
}
