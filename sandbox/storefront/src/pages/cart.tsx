import { useRef } from "react"
import { Link } from "react-router-dom"
import { CartLine } from "../components/cart-line"
import { Loading } from "../components/loading"
import { PageTitle } from "../components/page-title"
import { ProblemNotice } from "../components/problem-notice"
import { Totals } from "../components/totals"
import { useLanguage } from "../i18n/use-language"
import { byAge } from "../lib/by-age"
import { lastOrder } from "../lib/last-order"
import { returnPath } from "../lib/return-address"
import type { Cart } from "../lib/store"
import { useAnnounce } from "../state/announcer"
import { useCart } from "../state/cart"

export function CartPage() {
  const { t } = useLanguage()
  const { cart, isLoading, problem, reload } = useCart()
  const hasItems = (cart?.items ?? []).length > 0
  return (
    <>
      <PageTitle>{t.cart.title}</PageTitle>
      {problem && !cart && <ProblemNotice problem={problem} onRetry={() => void reload()} />}
      {isLoading && <Loading />}
      {!isLoading && !problem && !hasItems && <EmptyCart />}
      {cart && hasItems && <FullCart cart={cart} />}
    </>
  )
}

export function EmptyCart() {
  const { t } = useLanguage()
  const { completedId } = useCart()
  const orderId = lastOrder.read()
  return (
    <div className="empty">
      <p>
        {t.cart.empty}{" "}
        {completedId ? (
          // Placed by a webhook: the return page finds which order it is.
          <Link to={returnPath(completedId)}>{t.cart.itsOrder}</Link>
        ) : (
          orderId && <Link to={`/order/${orderId}`}>{t.cart.lastOrder}</Link>
        )}
      </p>
      <Link className="button" to="/">
        {t.cart.shop}
      </Link>
    </div>
  )
}

function FullCart({ cart }: { cart: Cart }) {
  const { t } = useLanguage()
  const say = useAnnounce()
  const list = useRef<HTMLUListElement>(null)
  const removed = (title: string) => {
    say(t.cart.removed(title))
    // What had the focus is gone.
    list.current?.focus()
  }
  return (
    <div className="two-columns">
      <ul className="lines" ref={list} tabIndex={-1} aria-label={t.cart.title}>
        {byAge(cart.items ?? []).map((item) => (
          <CartLine key={item.id} item={item} currency={cart.currency_code} onRemoved={removed} />
        ))}
      </ul>
      <section className="summary" aria-labelledby="summary">
        <h2 id="summary">{t.totals.title}</h2>
        <Totals of={cart} isDelivered={(cart.shipping_methods ?? []).length > 0} />
        <Link className="button wide" to="/checkout">
          {t.cart.checkout}
        </Link>
      </section>
    </div>
  )
}
