import { useEffect } from "react"
import { Link, Navigate, useSearchParams } from "react-router-dom"
import { Loading } from "../components/loading"
import { PageTitle } from "../components/page-title"
import { ProblemNotice } from "../components/problem-notice"
import { Totals } from "../components/totals"
import { DeliveryStep } from "../checkout/delivery-step"
import { DetailsStep } from "../checkout/details-step"
import { OrderLines } from "../components/order-lines"
import { PaymentStep } from "../checkout/payment-step"
import { StepCard } from "../checkout/step-card"
import { isDone, openStep, type Step } from "../checkout/steps"
import { useLanguage } from "../i18n/use-language"
import { returnPath } from "../lib/return-address"
import type { Cart } from "../lib/store"
import { useCart } from "../state/cart"
import { EmptyCart } from "./cart"

export default function CheckoutPage() {
  const { t } = useLanguage()
  const { cart, isLoading, problem, completedId, reload } = useCart()
  const hasItems = (cart?.items ?? []).length > 0
  if (!cart && completedId) {
    // Paid meanwhile: in another tab, or by a webhook after the window was closed.
    return <Navigate replace to={returnPath(completedId)} />
  }
  return (
    <>
      <PageTitle>{t.checkout.title}</PageTitle>
      {problem && !cart && <ProblemNotice problem={problem} onRetry={() => void reload()} />}
      {isLoading && <Loading />}
      {!isLoading && !problem && !hasItems && <EmptyCart />}
      {cart && hasItems && <Steps cart={cart} />}
    </>
  )
}

function Steps({ cart }: { cart: Cart }) {
  const { t } = useLanguage()
  const [query, setQuery] = useSearchParams()
  const asked = query.get("step")
  const open = openStep(cart, asked)
  useEffect(() => {
    // The step where one came in gets an address of its own, for the browser's back button to lead to.
    if (asked === null) {
      setQuery({ step: open }, { replace: true, preventScrollReset: true })
    }
  }, [asked, open, setQuery])
  const go = (step: Step) => setQuery({ step }, { preventScrollReset: true })
  const card = (step: Step) => ({
    step,
    isOpen: open === step,
    isDone: isDone(step, cart),
    onOpen: go,
  })
  const delivery = cart.shipping_methods?.[0]?.name
  return (
    <div className="two-columns checkout">
      <div className="steps">
        <StepCard {...card("details")} summary={<AddressOf cart={cart} />}>
          <DetailsStep cart={cart} onDone={() => go("delivery")} />
        </StepCard>
        <StepCard {...card("delivery")} summary={delivery && (t.shopWords[delivery] ?? delivery)}>
          <DeliveryStep cart={cart} onDone={() => go("payment")} />
        </StepCard>
        <StepCard {...card("payment")}>
          <PaymentStep cart={cart} />
        </StepCard>
      </div>
      <aside className="summary" aria-labelledby="summary">
        <h2 id="summary">{t.totals.title}</h2>
        <OrderLines items={cart.items ?? []} currency={cart.currency_code} />
        <Totals of={cart} isDelivered={delivery !== undefined} />
        <Link className="back" to="/cart">
          ← {t.checkout.backToCart}
        </Link>
      </aside>
    </div>
  )
}

function AddressOf({ cart }: { cart: Cart }) {
  const address = cart.shipping_address
  return (
    <>
      {cart.email}
      <br />
      {address?.first_name} {address?.last_name}, {address?.address_1}, {address?.postal_code}{" "}
      {address?.city}
    </>
  )
}
