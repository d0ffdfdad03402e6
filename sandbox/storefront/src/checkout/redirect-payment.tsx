import { useEffect, useState } from "react"
import { Link } from "react-router-dom"
import { BusyButton } from "../components/busy-button"
import { Notice } from "../components/notice"
import { ProblemNotice } from "../components/problem-notice"
import { useLanguage } from "../i18n/use-language"
import { sdk } from "../lib/store"
import { startIsOver } from "../lib/use-payments"
import { useTask } from "../lib/use-task"
import { useCart } from "../state/cart"
import type { PaymentFormProps } from "./methods"

/** For a service that has its own page: start the session, and go to the `sessionUrl` in its data. */
export function RedirectPayment({ cart, providerId }: PaymentFormProps) {
  const { t, money, language } = useLanguage()
  const { update } = useCart()
  const { run, isBusy, problem } = useTask()
  const [isLeaving, setLeaving] = useState(false)
  const [hasNoPage, setHasNoPage] = useState(false)

  const start = async () => {
    setHasNoPage(false)
    await startIsOver()
    if (cart.locale !== language) {
      // The service, and what the shop says of it, speak the language of the cart.
      await update({ locale: language })
    }
    const { payment_collection: collection } = await sdk.store.payment.initiatePaymentSession(
      cart,
      {
        provider_id: providerId,
      }
    )
    const session = collection.payment_sessions?.find((one) => one.provider_id === providerId)
    const page = webAddress(session?.data.sessionUrl)
    if (!page) {
      setHasNoPage(true)
      return
    }
    setLeaving(true)
    window.location.assign(page)
  }

  useEffect(() => {
    // The browser's back button may bring this page as it was left.
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && setLeaving(false)
    window.addEventListener("pageshow", onShow)
    return () => window.removeEventListener("pageshow", onShow)
  }, [])

  return (
    <div className="pay brief">
      <p className="hint">{t.payment.redirect}</p>
      {problem && <ProblemNotice problem={problem} />}
      {problem?.kind === "details" && (
        <Link className="button quiet" to="/checkout?step=details">
          {t.payment.changeDetails}
        </Link>
      )}
      {hasNoPage && (
        <Notice kind="problem">
          <p>{t.payment.noAddress}</p>
        </Notice>
      )}
      <BusyButton
        type="button"
        className="button wide"
        isBusy={isBusy || isLeaving}
        busyText={t.payment.leaving}
        onClick={() => !isLeaving && void run(start)}
      >
        {t.payment.order(money(cart.total, cart.currency_code))}
      </BusyButton>
    </div>
  )
}

function webAddress(value: unknown) {
  return typeof value === "string" && /^https?:\/\//.test(value) ? value : undefined
}
