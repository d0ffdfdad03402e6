import { useState } from "react"
import { Choice } from "../components/choice"
import { Loading } from "../components/loading"
import { ProblemNotice } from "../components/problem-notice"
import { useLanguage } from "../i18n/use-language"
import { loadPaymentProviders, type Cart } from "../lib/store"
import { useLoad } from "../lib/use-load"
import { METHODS } from "./methods"

/** The ways to pay that the region has and this shop knows; the chosen one's own form below them. */
export function PaymentStep({ cart }: { cart: Cart }) {
  const { t } = useLanguage()
  const regionId = cart.region_id ?? ""
  const providers = useLoad(`payment:${regionId}`, () => loadPaymentProviders(regionId))
  const [chosenId, setChosenId] = useState<string>()
  const offered = METHODS.filter(({ id }) => providers.data?.some((one) => one.id === id))
  const chosen = offered.find(({ id }) => id === chosenId) ?? offered[0]

  if (providers.problem) {
    return <ProblemNotice problem={providers.problem} onRetry={providers.reload} />
  }
  if (!providers.data) {
    return <Loading />
  }
  if (!chosen) {
    return <p>{t.payment.none}</p>
  }
  const { Form } = chosen
  return (
    <div className="choices">
      <fieldset>
        <legend>{t.payment.legend}</legend>
        {offered.map(({ id, name }) => (
          <Choice
            key={id}
            name="payment"
            value={id}
            isChosen={id === chosen.id}
            onChoose={setChosenId}
            title={t.payment[name]}
            hint={t.payment[`${name}Hint`]}
          />
        ))}
      </fieldset>
      <Form key={`${chosen.id} ${cart.id}`} cart={cart} providerId={chosen.id} />
    </div>
  )
}
