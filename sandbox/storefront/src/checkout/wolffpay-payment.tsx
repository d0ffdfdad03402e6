import { PaymentElement } from "@stripe/react-stripe-js"
import { useCheckout, WolffPayElements } from "medusa-plugin-wolffpay/storefront/react"
import type { FormEvent } from "react"
import { Navigate, useNavigate } from "react-router-dom"
import { BusyButton } from "../components/busy-button"
import { Loading } from "../components/loading"
import { Notice } from "../components/notice"
import { useLanguage } from "../i18n/use-language"
import { returnAddress, returnPath } from "../lib/return-address"
import { TEST_CARD } from "../lib/test-card"
import { useGoToOrder } from "../lib/use-order-page"
import { usePayments } from "../lib/use-payments"
import type { HandedOver } from "../pages/return"
import { useCart } from "../state/cart"
import { APPEARANCE } from "./appearance"
import type { PaymentFormProps } from "./methods"

/** WolffPay's own form, through medusa-plugin-wolffpay/storefront as in any shop. */
export function WolffPayPayment({ cart }: PaymentFormProps) {
  const { t } = useLanguage()
  const wolffpay = usePayments()
  return (
    <WolffPayElements
      wolffpay={wolffpay}
      cartId={cart.id}
      revision={cart.total}
      options={{ appearance: APPEARANCE }}
      loading={<Loading text={t.payment.preparing} />}
      renderProblem={({ code, message }, retry) =>
        code === "cart_already_paid" ? (
          // Nothing to try again: the return page finds the order, or says that it follows.
          <Navigate replace to={returnPath(cart.id)} />
        ) : (
          <FormProblem message={message} retry={retry} />
        )
      }
    >
      <PayForm cart={cart} />
    </WolffPayElements>
  )
}

function PayForm({ cart }: Pick<PaymentFormProps, "cart">) {
  const { t, money } = useLanguage()
  const { ready, paying, problem, result, pay, onLoadError } = useCheckout()
  const { hold, reload } = useCart()
  const goToOrder = useGoToOrder()
  const navigate = useNavigate()
  const back = returnAddress(cart.id, window.location.origin)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) {
      return
    }
    hold(true)
    const settled = await pay(back).finally(() => hold(false))
    if (settled.status === "order") {
      goToOrder(settled.order.id, cart.id)
    } else if (settled.status !== "failed") {
      // The return page goes on looking, and is what a reload shows.
      const state: HandedOver = { told: { state: settled.status, message: settled.message } }
      void navigate(returnPath(cart.id), { replace: true, state })
    } else if (settled.code === "cart_already_paid") {
      void navigate(returnPath(cart.id), { replace: true })
    } else if (settled.code === "cart_changed") {
      void reload()
    }
  }

  return (
    <form className="pay" onSubmit={(event) => void submit(event)}>
      <p className="hint">{t.payment.testHint(TEST_CARD)}</p>
      <div className="payment-element">
        <PaymentElement onLoadError={onLoadError} />
      </div>
      {problem && (
        <Notice kind="problem">
          <p>{problem.detail ?? problem.message}</p>
        </Notice>
      )}
      {result && result.status !== "failed" && result.status !== "order" && (
        <Notice kind="news">
          <p>{result.message}</p>
        </Notice>
      )}
      <BusyButton
        type="submit"
        className="button wide"
        isBusy={paying}
        busyText={t.payment.paying}
        aria-disabled={!ready}
      >
        {t.payment.pay(money(cart.total, cart.currency_code))}
      </BusyButton>
    </form>
  )
}

function FormProblem({ message, retry }: { message: string; retry: () => void }) {
  const { t } = useLanguage()
  return (
    <Notice kind="problem">
      <p>{message}</p>
      <button type="button" className="button quiet" onClick={retry}>
        {t.retry}
      </button>
    </Notice>
  )
}
