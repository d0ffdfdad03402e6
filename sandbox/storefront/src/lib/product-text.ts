import type { Language } from "./language"

interface Described {
  title?: string | null
  description?: string | null
  metadata?: Record<string, unknown> | null
}

interface English {
  title?: string
  description?: string
  options?: Record<string, string>
}

/** The shop's language is Dutch; English texts, where there are some, are in the product's metadata. */
function englishOf(product: Described | null | undefined, language: Language): English {
  const english = product?.metadata?.english
  return language === "en" && typeof english === "object" && english !== null ? english : {}
}

export function titleOf(product: Described | null | undefined, language: Language): string {
  return englishOf(product, language).title ?? product?.title ?? ""
}

export function descriptionOf(product: Described | null | undefined, language: Language): string {
  return englishOf(product, language).description ?? product?.description ?? ""
}

/** The name or the value of an option, such as Kleur or Rood. */
export function optionText(
  product: Described | null | undefined,
  text: string,
  language: Language
): string {
  return englishOf(product, language).options?.[text] ?? text
}
