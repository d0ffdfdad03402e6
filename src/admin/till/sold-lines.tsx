import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { useText } from "../hooks/use-text"
import { lineTotal, type Basket } from "../lib/basket"

interface Props {
  basket: Basket
  /** Once it is made its lines are what counts. */
  sale: SaleView | null
  currency: string
}

/** What the customer is paying for, while nothing of it can be changed. */
export function SoldLines({ basket, sale, currency }: Props) {
  const { t, money } = useText()
  const ofBasket = () => basket.lines.map((line) => ({ ...line, total: lineTotal(line) }))
  const lines = sale && sale.items.length > 0 ? sale.items : ofBasket()
  return (
    <ul aria-label={t("basket.title")} className="txt-small text-ui-fg-subtle border-t pt-3">
      {lines.map(({ title, quantity, total }, at) => (
        <li key={at} className="flex justify-between gap-x-2 py-0.5">
          <span className="min-w-0 truncate">
            {quantity} × {title}
          </span>
          <span className="shrink-0 tabular-nums">{money(total, currency)}</span>
        </li>
      ))}
    </ul>
  )
}
