import type { ArticleView } from "../../../api/admin/wolffpay/terminal/views"

export function article(patch: Partial<ArticleView> = {}): ArticleView {
  return {
    variant_id: "variant",
    product_id: "product",
    title: "Article",
    variant_title: null,
    sku: null,
    codes: [],
    thumbnail: null,
    unit_amount: 1000,
    tax_rate: 21,
    available: 10,
    ...patch,
  }
}
