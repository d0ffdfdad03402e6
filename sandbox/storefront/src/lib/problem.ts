/** What went wrong, as far as a shopper or the shop's owner can do something about it. */
export type ProblemKind =
  "unreachable" | "key" | "missing" | "stock" | "paid" | "busy" | "broken" | "details" | "refused"

export interface Problem {
  kind: ProblemKind
  /** Medusa's own words, where they say more than ours. */
  detail?: string
  /** With "details": what has to be mended, by Medusa's own names. */
  fields?: readonly string[]
}

const KEY = /publishable (api )?key/i
/** Refusals that say by a code what they are about: the plugin's, and Medusa's own. */
const KINDS: Record<string, ProblemKind> = {
  cart_already_paid: "paid",
  insufficient_inventory: "stock",
}
/** What a cart lacks for Billink: the fields by Medusa's names, and a sentence for the shopper. */
const DETAILS = /^([a-z_\d.]+(?:, [a-z_\d.]+)*): (.+)$/s

/** An error of the shop's client: its `status` is absent when no answer came at all. */
export function problemOf(error: unknown): Problem {
  const status = statusOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (status === undefined) {
    return error instanceof TypeError || error instanceof DOMException
      ? { kind: "unreachable" }
      : { kind: "broken", detail: message }
  }
  if (KEY.test(message)) {
    return { kind: "key" }
  }
  if (status === 404) {
    return { kind: "missing" }
  }
  if (status === 409 || status === 429) {
    return { kind: "busy" }
  }
  if (status >= 500) {
    return { kind: "broken" }
  }
  const [, names, sentence] = DETAILS.exec(message) ?? []
  if (names && sentence) {
    return { kind: "details", detail: sentence, fields: names.split(", ") }
  }
  const kind = KINDS[codeOf(error)]
  return kind ? { kind } : { kind: "refused", detail: message }
}

function codeOf(error: unknown): string {
  return String(Reflect.get(Object(error), "code"))
}

export function statusOf(error: unknown): number | undefined {
  const status: unknown =
    typeof error === "object" && error !== null && "status" in error ? error.status : undefined
  return typeof status === "number" ? status : undefined
}
