import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import type { ArticleView } from "../../api/admin/wolffpay/terminal/views"
import { createArticleIndex } from "../lib/article-index"
import { call } from "../lib/sdk"

const FRESH_MS = 5 * 60_000

/** All that this reader's till may sell, and the index that its search looks in. */
export function useArticles(readerId: string) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["wolffpay", "articles", readerId],
    queryFn: ({ signal }) =>
      call<{ articles: ArticleView[]; currency_code: string }>("/wolffpay/terminal/articles", {
        query: { reader_id: readerId },
        signal,
      }),
    staleTime: FRESH_MS,
  })
  // The same array as long as the same is in it: a look for news leaves the till as it was.
  const articles = data?.articles
  const index = useMemo(() => articles && createArticleIndex(articles), [articles])
  return { index, currency: data?.currency_code ?? "eur", error, isPending, refetch }
}
