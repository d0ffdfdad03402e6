import { useEffect } from "react"
import { Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useSale } from "../hooks/use-sale"
import { useForgetStale } from "../hooks/use-sales"
import { useText } from "../hooks/use-text"
import { phaseOf } from "../lib/sale-phase"
import type { LeftSale } from "../lib/till-memory"

interface Props {
  left: LeftSale
  onDone: () => void
}

/** How a sale ended that the clerk did not wait for; silent while it goes on, and when it ended as everybody expected. */
export function LeftSaleEnd({ left: { sale_id, is_basket_kept }, onDone }: Props) {
  const { t, money } = useText()
  const { sale } = useSale(sale_id, onDone)
  const forgetStale = useForgetStale()
  const phase = phaseOf(sale)
  const isOver = sale?.is_open === false || phase === "paid"
  const words = phase === "paid" || phase === "needs_attention" ? phase : "unpaid"
  const isExpected = words === (is_basket_kept ? "unpaid" : "paid")
  useEffect(() => {
    if (isOver) {
      void forgetStale()
    }
    if (isOver && isExpected) {
      onDone()
    }
    // Once it is over.
  }, [isOver])
  if (!sale || !isOver || isExpected) {
    return null
  }
  return (
    <Problem>
      <span className="flex items-center justify-between gap-x-2">
        <span>
          {t(`left.${words}`, {
            amount: money(sale.amount, sale.currency_code),
            number: sale.order_display_id ?? "",
          })}
          {words === "unpaid" && sale.reason ? ` ${t(`reason.${sale.reason}`)}` : null}
        </span>
        <TouchButton onClick={onDone}>{t("left.seen")}</TouchButton>
      </span>
    </Problem>
  )
}
