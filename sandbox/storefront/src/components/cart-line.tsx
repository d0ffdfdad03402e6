import { useRef, useState } from "react"
import { Link } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import type { CartItem } from "../lib/store"
import { useTask } from "../lib/use-task"
import { useAnnounce } from "../state/announcer"
import { useCart } from "../state/cart"
import { useLineText } from "./line-text"
import { Picture } from "./picture"
import { ProblemNotice } from "./problem-notice"
import { Quantity } from "./quantity"

interface CartLineProps {
  item: CartItem
  currency: string
  onRemoved: (title: string) => void
}

export function CartLine({ item, currency, onRemoved }: CartLineProps) {
  const { t, money } = useLanguage()
  const { setQuantity, remove } = useCart()
  const { run, isBusy, problem } = useTask()
  const say = useAnnounce()
  const { title, variant, whole } = useLineText()(item)

  const [wanted, setWanted] = useState<number>()
  const latest = useRef(item.quantity)
  // Every click counts at once; what is asked of Medusa is the number it ended at.
  const change = (quantity: number) => {
    latest.current = quantity
    setWanted(quantity)
    void run(async () => {
      try {
        let sent: number
        do {
          sent = latest.current
          await setQuantity(item.id, sent)
        } while (sent !== latest.current)
        say(t.quantity.now(whole, sent))
      } finally {
        setWanted(undefined)
      }
    })
  }
  const takeOut = () =>
    void run(async () => {
      await remove(item.id)
      onRemoved(whole)
    })

  return (
    <li className="line" aria-busy={isBusy}>
      <Picture url={item.thumbnail} alt="" />
      <div className="line-text">
        <Link to={`/products/${item.product_handle ?? ""}`}>{title}</Link>
        {variant && <span className="hint">{variant}</span>}
        <span className="hint">
          {money(item.unit_price, currency)} {t.cart.each}
        </span>
      </div>
      <Quantity value={wanted ?? item.quantity} title={whole} onChange={change} />
      <strong className="line-total">{money(item.total, currency)}</strong>
      <button
        type="button"
        className="text-button"
        aria-label={t.cart.removeItem(whole)}
        onClick={takeOut}
      >
        {t.cart.remove}
      </button>
      {problem && <ProblemNotice problem={problem} />}
    </li>
  )
}
