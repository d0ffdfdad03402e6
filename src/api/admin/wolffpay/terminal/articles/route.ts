import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { existingReader } from "../../../../../workflows/manage-readers/existing-reader"
import { readArticles } from "../../../../../workflows/read-articles/read-articles"
import { answerOrRefuse } from "../answer-or-refuse"
import type { ArticlesParams } from "../reader-validators"
import type { ArticleView } from "../views"

/** All that the till at this reader sells, in one answer: it searches and scans without asking again. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ArticlesParams>,
  res: MedusaResponse
): Promise<void> {
  const taken_at = new Date().toISOString()
  await answerOrRefuse(res, async () => {
    const reader = await existingReader(req.scope, req.validatedQuery.reader_id)
    const { articles, currency_code } = await readArticles(req.scope, reader)
    return { articles: articles satisfies ArticleView[], currency_code, taken_at }
  })
}
