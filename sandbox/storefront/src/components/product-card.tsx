import { Link } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import { titleOf } from "../lib/product-text"
import { firstChoice, priceFrom, stockOf, type Product } from "../lib/variants"
import { Picture } from "./picture"

export function ProductCard({ product, isLater }: { product: Product; isLater: boolean }) {
  const { t, language, money } = useLanguage()
  const price = priceFrom(product)
  const isSoldOut = stockOf(firstChoice(product)) === "none"
  return (
    <li className="card">
      <Picture url={product.thumbnail} alt="" isLater={isLater} />
      <h2>
        <Link to={`/products/${product.handle}`}>{titleOf(product, language)}</Link>
      </h2>
      <p className="price">
        {price && (
          <>
            {price.varies && `${t.catalogue.from} `}
            {money(price.amount, price.currency)}
          </>
        )}
        {isSoldOut && <span className="tag">{t.catalogue.soldOut}</span>}
      </p>
    </li>
  )
}
