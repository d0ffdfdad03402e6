import { PageTitle } from "../components/page-title"
import { ProblemNotice } from "../components/problem-notice"
import { ProductCard } from "../components/product-card"
import { useLanguage } from "../i18n/use-language"
import { loadProducts } from "../lib/store"
import { useLoad } from "../lib/use-load"

const FIRST_SCREEN = 8
const PLACES = Array.from({ length: FIRST_SCREEN }, (_, index) => index)

export function CataloguePage() {
  const { t } = useLanguage()
  const { data: products, problem, isLoading, reload } = useLoad("products", loadProducts)
  return (
    <>
      <div className="intro">
        <PageTitle>{t.catalogue.title}</PageTitle>
        <p>{t.shop.slogan}</p>
      </div>
      {problem && <ProblemNotice problem={problem} onRetry={reload} />}
      {isLoading && <Places text={t.loading} />}
      {products?.length === 0 && <p>{t.catalogue.empty}</p>}
      {products && products.length > 0 && (
        <ul className="catalogue">
          {products.map((product, index) => (
            <ProductCard key={product.id} product={product} isLater={index >= FIRST_SCREEN} />
          ))}
        </ul>
      )}
    </>
  )
}

/** As large as what is coming, so that nothing jumps. */
function Places({ text }: { text: string }) {
  return (
    <>
      <p className="unseen" role="status">
        {text}
      </p>
      <ul className="catalogue" aria-hidden="true">
        {PLACES.map((place) => (
          <li className="card" key={place}>
            <span className="picture" />
            <span className="bar" />
          </li>
        ))}
      </ul>
    </>
  )
}
