import { en } from "./messages-en"
import { nl } from "./messages-nl"
import type { ProblemCode } from "./problems"
import type { Locale } from "./types"

export type Messages = Record<ProblemCode | "waiting" | "processing" | "unknown" | "retry", string>

export type MessageOverrides = Partial<Messages> & { [L in Locale]?: Partial<Messages> }

const BUILT_IN: Record<Locale, Messages> = { en, nl }

export function messagesFor(locale: Locale, overrides: MessageOverrides = {}): Messages {
  return { ...BUILT_IN[locale], ...overrides, ...overrides[locale] }
}
