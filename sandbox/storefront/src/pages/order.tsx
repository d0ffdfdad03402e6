import { useEffect } from "react"
import { Link, useParams } from "react-router-dom"
import { Loading } from "../components/loading"
import { Notice } from "../components/notice"
import { OrderLines } from "../components/order-lines"
import { PageTitle } from "../components/page-title"
import { ProblemNotice } from "../components/problem-notice"
import { Totals } from "../components/totals"
import { useLanguage } from "../i18n/use-language"
import { LOOK_AGAIN_MS, nextLook } from "../lib/look-again"
import { isOnItsWay, orderStatus } from "../lib/order-status"
import { loadOrder, type Order } from "../lib/store"
import { useLoad } from "../lib/use-load"
import { useForgetCart } from "../lib/use-order-page"
import { NotFoundPage } from "./not-found"

export default function OrderPage() {
  const { id = "" } = useParams()
  const { t } = useLanguage()
  useForgetCart(id)
  const { data: order, problem, isLoading, reload } = useLoad(`order:${id}`, () => loadOrder(id))
  const status = order && orderStatus(order)
  const isPending = status !== undefined && isOnItsWay(status)

  useEffect(() => {
    if (!isPending) {
      return
    }
    let looks = 0
    const timer = setInterval(() => {
      const next = nextLook(looks, document.hidden)
      if (next === "stop") {
        clearInterval(timer)
      } else if (next === "look") {
        looks += 1
        reload()
      }
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isPending, reload])

  if (problem?.kind === "missing") {
    return <NotFoundPage />
  }
  return (
    <div className="order">
      <PageTitle name={order && t.order.title(order.display_id ?? "")}>{titleOf()}</PageTitle>
      {problem && <ProblemNotice problem={problem} onRetry={reload} />}
      {isLoading && <Loading />}
      {order && <Placed order={order} />}
    </div>
  )

  function titleOf() {
    if (!status) {
      return t.order.loadingTitle
    }
    return status === "failed" ? t.order.failedTitle : t.order.thanks
  }
}

function Placed({ order }: { order: Order }) {
  const { t } = useLanguage()
  const status = orderStatus(order)
  const address = order.shipping_address
  const delivery = order.shipping_methods?.[0]?.name
  return (
    <>
      {status === "failed" ? (
        <Notice kind="problem">
          <p>{t.order.payAnew}</p>
        </Notice>
      ) : (
        <p className="lead">{t.order.confirmation(order.email ?? "")}</p>
      )}
      <div className="two-columns">
        <section aria-labelledby="items">
          <h2 id="items">{t.order.items}</h2>
          <OrderLines items={order.items ?? []} currency={order.currency_code} />
          <Totals of={order} isDelivered />
        </section>
        <section className="summary" aria-labelledby="number">
          <h2 id="number">{t.order.title(order.display_id ?? "")}</h2>
          <dl className="facts">
            <dt>{t.order.status}</dt>
            <dd>
              <span role="status" className={`tag ${status}`}>
                {t.order[status]}
              </span>
            </dd>
            <dt>{t.order.by}</dt>
            <dd>{delivery && (t.shopWords[delivery] ?? delivery)}</dd>
            <dt>{t.order.to}</dt>
            <dd>
              {address?.first_name} {address?.last_name}
              <br />
              {address?.address_1}
              <br />
              {address?.postal_code} {address?.city}
            </dd>
          </dl>
          <Link className="button wide" to="/">
            {t.order.again}
          </Link>
        </section>
      </div>
    </>
  )
}
