export type Language = "nl" | "en"

const isLanguage = (value: unknown): value is Language => value === "nl" || value === "en"

/** What the address asks for beats what was chosen before, which beats what the browser prefers. */
export function pickLanguage(
  asked: string | null,
  remembered: string | null,
  preferred: readonly string[]
): Language {
  if (isLanguage(asked)) {
    return asked
  }
  if (isLanguage(remembered)) {
    return remembered
  }
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage)
  return known ?? "en"
}
