import { useReturn } from "medusa-plugin-wolffpay/storefront/react"
import { useEffect, useState } from "react"
import { Link, useLocation, useSearchParams } from "react-router-dom"
import { Loading } from "../components/loading"
import { NotPaid } from "../components/not-paid"
import { Notice } from "../components/notice"
import { PageTitle } from "../components/page-title"
import { useLanguage } from "../i18n/use-language"
import { useGoToOrder } from "../lib/use-order-page"
import { usePayments } from "../lib/use-payments"
import { useCart } from "../state/cart"
import { BillinkReturn } from "./billink-return"

/** The state of the history's entry, when the checkout leads here itself. */
export interface HandedOver {
  told: { state: "processing" | "unknown"; message: string }
}

export default function ReturnPage() {
  const { t } = useLanguage()
  const [query] = useSearchParams()
  const cartId = query.get("cart_id") ?? undefined
  const { adopt } = useCart()
  useEffect(() => {
    if (cartId) {
      // The bank's app may come back in another browser, where "back to payment" needs the cart as well.
      adopt(cartId)
    }
  }, [cartId, adopt])
  if (!cartId) {
    return (
      <div className="narrow">
        <PageTitle>{t.back.title}</PageTitle>
        <p>{t.back.noCart}</p>
        <Link className="button" to="/cart">
          {t.back.toCart}
        </Link>
      </div>
    )
  }
  const billink = query.get("billink")
  return billink === null ? (
    <ReturnOf cartId={cartId} />
  ) : (
    <BillinkReturn cartId={cartId} outcome={billink} />
  )
}

function ReturnOf({ cartId }: { cartId: string }) {
  const { t } = useLanguage()
  const wolffpay = usePayments()
  const goToOrder = useGoToOrder()
  const found = useReturn(cartId, { wolffpay })
  const { order, retry } = found
  const [told, setTold] = useState(useToldBefore())
  // The checkout has waited already: what it learnt shows at once, and is looked at again behind it.
  const { state, message } = found.state === "waiting" && told ? told : found
  const orderId = order?.id
  const { reload } = useCart()

  useEffect(() => {
    if (found.state === "failed") {
      // Looked at while Medusa completed it, the cart seemed an order: "back to payment" needs it open.
      void reload()
    }
  }, [found.state, reload])

  useEffect(() => {
    if (orderId) {
      goToOrder(orderId, cartId)
    }
  }, [orderId, cartId, goToOrder])

  return (
    <div className="narrow" data-looking={found.state === "waiting"}>
      <PageTitle>{titleOf()}</PageTitle>
      {(state === "waiting" || state === "order") && <Loading text={t.back.looking} />}
      {state === "failed" && <NotPaid message={message} />}
      {(state === "processing" || state === "unknown") && (
        <>
          <Notice kind="news">
            <p>{message}</p>
          </Notice>
          <button type="button" className="button" onClick={lookAgain}>
            {t.back.lookAgain}
          </button>
        </>
      )}
    </div>
  )

  function lookAgain() {
    setTold(undefined)
    retry()
  }

  function titleOf() {
    const titles = {
      waiting: t.back.title,
      order: t.back.title,
      failed: t.back.failedTitle,
      processing: t.back.processingTitle,
      unknown: t.back.unknownTitle,
    }
    return titles[state]
  }
}

/** What the checkout handed over, when it was the one that led here. */
function useToldBefore() {
  const handed = useLocation().state as Partial<HandedOver> | null
  return handed?.told
}
