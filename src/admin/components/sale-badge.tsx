import { StatusBadge } from "@medusajs/ui"
import { useText } from "../hooks/use-text"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"

export function SaleBadge({ sale }: { sale: SaleView }) {
  const { t, money } = useText()
  const { state, is_open, is_paid, refunded_amount, currency_code } = sale
  const isRefunded = is_paid && refunded_amount > 0 && state !== "needs_attention"
  const color = is_paid ? "green" : is_open ? "orange" : "grey"
  return (
    <StatusBadge color={isRefunded ? "orange" : state === "needs_attention" ? "red" : color}>
      {isRefunded
        ? t("sales.refundedOf", { amount: money(refunded_amount, currency_code) })
        : t(`state.${state}`)}
    </StatusBadge>
  )
}
