import { useState, type FormEvent } from "react"
import { Link } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import { optionText, titleOf } from "../lib/product-text"
import { useTask } from "../lib/use-task"
import { firstChoice, hasChoice, priceOf, stockOf, variantsOf, type Product } from "../lib/variants"
import { useCart } from "../state/cart"
import { BusyButton } from "./busy-button"
import { Notice } from "./notice"
import { ProblemNotice } from "./problem-notice"
import { Quantity } from "./quantity"
import { VariantChoice } from "./variant-choice"

/** Choose a variant and how many of it, and put them in the cart. */
export function ProductBuy({ product }: { product: Product }) {
  const { t, language, money } = useLanguage()
  const { add } = useCart()
  const { run, isBusy, problem } = useTask()
  const [chosenId, setChosenId] = useState(firstChoice(product)?.id)
  const [quantity, setQuantity] = useState(1)
  const [added, setAdded] = useState<{ variant: string; quantity: number }>()

  const variant = variantsOf(product).find(({ id }) => id === chosenId) ?? firstChoice(product)
  const price = priceOf(variant)
  const stock = stockOf(variant)
  const title = titleOf(product, language)
  const nameOf = (text: string | null | undefined) =>
    hasChoice(product) && text ? `${title}, ${optionText(product, text, language)}` : title

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!variant || stock === "none") {
      return
    }
    setAdded(undefined)
    void run(async () => {
      await add(variant.id, quantity)
      setAdded({ variant: variant.title ?? "", quantity })
      setQuantity(1)
    })
  }

  return (
    <form onSubmit={submit} className="buy">
      {price && (
        <p className="price large">
          {money(price.amount, price.currency)} <small>{t.product.vat}</small>
        </p>
      )}
      {hasChoice(product) && (
        <VariantChoice product={product} chosenId={variant?.id} onChoose={setChosenId} />
      )}
      <p className={`stock ${stock}`}>{t.product.stock[stock]}</p>
      <div className="buy-row">
        <Quantity value={quantity} title={title} most={20} onChange={setQuantity} />
        <BusyButton
          type="submit"
          isBusy={isBusy}
          busyText={t.product.adding}
          aria-disabled={stock === "none"}
        >
          {t.product.add}
        </BusyButton>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {added && (
        <Notice kind="good">
          <p>
            {t.product.added(added.quantity, nameOf(added.variant))}{" "}
            <Link to="/cart">{t.product.toCart}</Link>
          </p>
        </Notice>
      )}
    </form>
  )
}
