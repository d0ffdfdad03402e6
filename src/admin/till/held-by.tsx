import { useEffect } from "react"
import { Problem } from "../components/notice"
import { useForgetStale } from "../hooks/use-sales"
import { useSale } from "../hooks/use-sale"
import { useText } from "../hooks/use-text"

/** Another till sells on this reader: who it is, until that sale ends. */
export function HeldBy({ saleId }: { saleId: string }) {
  const { t, money } = useText()
  const { sale } = useSale(saleId)
  const forgetStale = useForgetStale()
  const isOver = sale?.is_open === false
  useEffect(() => {
    if (isOver) {
      void forgetStale()
    }
    // Once it is over.
  }, [isOver])
  if (!sale || isOver) {
    return null
  }
  return (
    <Problem>
      {t("till.heldBy", {
        name: sale.sold_by.name,
        amount: money(sale.amount, sale.currency_code),
      })}
    </Problem>
  )
}
