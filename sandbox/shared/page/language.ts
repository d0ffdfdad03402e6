export const LANGUAGES = ["nl", "en"] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nl: "Nederlands",
  en: "English",
}

/** `?lang=` wins over the browser's wish; without either it is English. */
export function chooseLanguage(asked: string | null, acceptLanguage: string | undefined): Language {
  const explicit = LANGUAGES.find((one) => one === asked)
  if (explicit) return explicit
  const wishes = (acceptLanguage ?? "").split(",").map((part) => {
    const [tag = "", ...params] = part.trim().toLowerCase().split(";")
    const q = params.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((one) => one !== undefined)
    return { tag, weight: q === undefined ? 1 : Number(q) }
  })
  wishes.sort((a, b) => b.weight - a.weight)
  for (const { tag, weight } of wishes) {
    const language = LANGUAGES.find((one) => tag === one || tag.startsWith(`${one}-`))
    if (language && weight > 0) return language
  }
  return "en"
}
