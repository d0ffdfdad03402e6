import { useEffect, useState, type FormEvent } from "react"
import { BusyButton } from "../components/busy-button"
import { Choice } from "../components/choice"
import { Loading } from "../components/loading"
import { ProblemNotice } from "../components/problem-notice"
import { useLanguage } from "../i18n/use-language"
import { loadPaymentProviders, loadShippingOptions, type Cart } from "../lib/store"
import { preload, useLoad } from "../lib/use-load"
import { useTask } from "../lib/use-task"
import { useCart } from "../state/cart"

/** To the door first: collecting costs nothing, and is not what most shoppers want. */
async function homeFirst(cartId: string) {
  const options = await loadShippingOptions(cartId)
  return options.sort((one, other) => other.amount - one.amount)
}

export function DeliveryStep({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { t, money } = useLanguage()
  const { chooseDelivery } = useCart()
  const { run, isBusy, problem } = useTask()
  const before = cart.shipping_methods?.[0]?.shipping_option_id
  const [chosen, setChosen] = useState(before)
  const regionId = cart.region_id ?? ""
  useEffect(() => {
    // The next step shows at once.
    preload(`payment:${regionId}`, () => loadPaymentProviders(regionId))
  }, [regionId])
  const options = useLoad(`delivery:${cart.id}`, () => homeFirst(cart.id))
  const choice = options.data?.find(({ id }) => id === chosen) ?? options.data?.[0]

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!choice) {
      return
    }
    const isNew = choice.id !== before
    const work = async () => (isNew ? chooseDelivery(choice.id) : undefined)
    void run(work).then((isSaved) => isSaved && onDone())
  }

  if (options.problem) {
    return <ProblemNotice problem={options.problem} onRetry={options.reload} />
  }
  if (!options.data) {
    return <Loading />
  }
  if (options.data.length === 0) {
    return <p>{t.delivery.none}</p>
  }
  return (
    <form onSubmit={submit} className="choices">
      <fieldset>
        <legend>{t.delivery.legend}</legend>
        {options.data.map((option) => (
          <Choice
            key={option.id}
            name="delivery"
            value={option.id}
            isChosen={option.id === choice?.id}
            onChoose={setChosen}
            title={t.shopWords[option.name] ?? option.name}
            hint={wordsOf(option.type.description)}
            aside={option.amount === 0 ? t.totals.free : money(option.amount, cart.currency_code)}
          />
        ))}
      </fieldset>
      {problem && <ProblemNotice problem={problem} />}
      <BusyButton type="submit" isBusy={isBusy} busyText={t.checkout.saving}>
        {t.checkout.next}
      </BusyButton>
    </form>
  )

  function wordsOf(text: string) {
    return t.shopWords[text] ?? text
  }
}
