import type { ArticleView } from "../../api/admin/wolffpay/terminal/views"

export interface ArticleIndex {
  size: number
  byVariant(variantId: string): ArticleView | undefined
  /** The article with exactly this barcode, EAN, UPC or SKU. */
  byCode(code: string): ArticleView | undefined
  /** Articles that have every word of the query, those that begin with it first; all of them, by title, for an empty one. */
  search(query: string): ArticleView[]
}

/** Made once for each list of articles, so that a key press asks nobody. */
export function createArticleIndex(articles: readonly ArticleView[]): ArticleIndex {
  const compare = new Intl.Collator(undefined, { numeric: true }).compare
  const sorted = articles
    .map((article) => ({ article, name: nameOf(article) }))
    .sort((one, other) => compare(one.name, other.name))
  const entries = sorted.map(({ article, name }) => ({
    article,
    start: plain(name),
    text: plain([name, article.sku ?? "", ...article.codes].join(" ")),
  }))
  const variants = new Map(articles.map((article) => [article.variant_id, article]))
  const codes = new Map<string, ArticleView>()
  for (const article of articles) {
    for (const code of [article.sku ?? "", ...article.codes]) {
      // The first one keeps a code that two articles claim.
      if (code !== "" && !codes.has(plain(code))) {
        codes.set(plain(code), article)
      }
    }
  }
  return {
    size: articles.length,
    byVariant: (variantId) => variants.get(variantId),
    byCode: (code) => codes.get(plain(code)),
    search: (query) => {
      const words = plain(query).split(" ").filter(Boolean)
      const [first] = words
      if (first === undefined) {
        return sorted.map(({ article }) => article)
      }
      const found = entries.filter(({ text }) => words.every((word) => text.includes(word)))
      const begins = found.filter(({ start }) => start.startsWith(first))
      const others = found.filter(({ start }) => !start.startsWith(first))
      return [...begins, ...others].map(({ article }) => article)
    },
  }
}

function nameOf({ title, variant_title }: ArticleView): string {
  return variant_title ? `${title} ${variant_title}` : title
}

/** Without capitals and accents: "creme" finds "Crème". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ")
}
