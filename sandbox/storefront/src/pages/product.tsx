import { Link, useParams } from "react-router-dom"
import { Loading } from "../components/loading"
import { PageTitle } from "../components/page-title"
import { Picture } from "../components/picture"
import { ProblemNotice } from "../components/problem-notice"
import { ProductBuy } from "../components/product-buy"
import { useLanguage } from "../i18n/use-language"
import { descriptionOf, titleOf } from "../lib/product-text"
import { loadProduct } from "../lib/store"
import { peek, useLoad } from "../lib/use-load"
import type { Product } from "../lib/variants"
import { NotFoundPage } from "./not-found"

export function ProductPage() {
  const { handle = "" } = useParams()
  return <ProductOf key={handle} handle={handle} />
}

function ProductOf({ handle }: { handle: string }) {
  const { t, language } = useLanguage()
  const loaded = useLoad(`product:${handle}`, () => loadProduct(handle))
  // The catalogue knows it already: shown at once, and replaced when its stock was asked again.
  const product =
    loaded.data ?? peek<Product[]>("products")?.find((candidate) => candidate.handle === handle)
  if (!product && !loaded.isLoading && !loaded.problem) {
    return <NotFoundPage />
  }
  const title = titleOf(product, language)
  return (
    <article className="product">
      <div className="product-picture">
        <Picture url={product?.images?.[0]?.url ?? product?.thumbnail} alt={title} />
      </div>
      <div className="product-text">
        <Link className="back" to="/">
          ← {t.shop.home}
        </Link>
        <PageTitle name={title}>{title || t.loading}</PageTitle>
        {product && <p className="lead">{descriptionOf(product, language)}</p>}
        {product && <ProductBuy product={product} />}
        {!product && loaded.isLoading && <Loading />}
        {!product && loaded.problem && (
          <ProblemNotice problem={loaded.problem} onRetry={loaded.reload} />
        )}
      </div>
    </article>
  )
}
