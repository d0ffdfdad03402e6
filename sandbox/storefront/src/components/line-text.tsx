import { useLanguage } from "../i18n/use-language"
import { optionText, titleOf } from "../lib/product-text"

interface Line {
  title: string
  product_title?: string | null
  variant_title?: string | null
  product?: { title?: string | null; metadata?: Record<string, unknown> | null } | null
}

const NO_CHOICE = "Standaard"

/** What a line of a cart or an order is called, in the shopper's language. */
export function useLineText() {
  const { language } = useLanguage()
  return (line: Line) => {
    const title = titleOf(line.product, language) || line.product_title || line.title
    const chosen = line.variant_title
    const variant =
      chosen && chosen !== NO_CHOICE ? optionText(line.product, chosen, language) : undefined
    return { title, variant, whole: variant ? `${title}, ${variant}` : title }
  }
}
