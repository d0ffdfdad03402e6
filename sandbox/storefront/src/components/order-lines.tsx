import { useLanguage } from "../i18n/use-language"
import { byAge } from "../lib/by-age"
import { useLineText } from "./line-text"
import { Picture } from "./picture"

interface Item {
  id: string
  created_at?: string | Date
  title: string
  product_title?: string | null
  variant_title?: string | null
  thumbnail?: string | null
  quantity: number
  total?: number
  product?: { title?: string | null; metadata?: Record<string, unknown> | null } | null
}

/** What is bought, for reading only: beside the checkout and on the order. */
export function OrderLines({ items, currency }: { items: readonly Item[]; currency: string }) {
  const { money } = useLanguage()
  const textOf = useLineText()
  return (
    <ul className="order-lines">
      {byAge(items).map((item) => {
        const { title, variant } = textOf(item)
        return (
          <li key={item.id}>
            <Picture url={item.thumbnail} alt="" />
            <span>
              {item.quantity} × {title}
              {variant && <small>{variant}</small>}
            </span>
            <span>{money(item.total, currency)}</span>
          </li>
        )
      })}
    </ul>
  )
}
