/// <reference lib="dom" />
import type { Intent, Language, StripeError } from "./types"
import { isRecord } from "./types"

/** What one `Stripe(…)` was started with. */
export interface Session {
  origin: string
  key: string
  stripeAccount: string | undefined
  language: Language
}

export type Answer<T> = { value: T; error?: undefined } | { error: StripeError; value?: undefined }

/** One call to the sandbox's side of Stripe. Never rejects: what goes wrong is an error in Stripe's shape. */
export async function call<T>(
  session: Session,
  name: string,
  body: Record<string, unknown>
): Promise<Answer<T>> {
  const { origin, key, stripeAccount, language } = session
  try {
    const response = await fetch(`${origin}/sandbox/stripe/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ locale: language, ...body, key, stripeAccount }),
    })
    const answer: unknown = await response.json()
    if (isRecord(answer) && isRecord(answer["error"])) {
      return { error: answer["error"] as unknown as StripeError }
    }
    return { value: answer as T }
  } catch {
    const message =
      language === "nl"
        ? "De betaaldienst is niet bereikbaar. Controleer je verbinding en probeer het opnieuw."
        : "The payment service cannot be reached. Check your connection and try again."
    return { error: { type: "api_connection_error", message } }
  }
}

export function retrieve(session: Session, clientSecret: string): Promise<Answer<Intent>> {
  return call<Intent>(session, "retrieve", { clientSecret })
}
