import { StatusBadge } from "@medusajs/ui"
import { useText } from "../hooks/use-text"
import type { SaleState, SaleView } from "../../api/admin/wolffpay/terminal/views"

const COLORS: Record<SaleState, "green" | "orange" | "red" | "grey"> = {
  created: "orange",
  sent_to_reader: "orange",
  authorized: "orange",
  ordered: "orange",
  captured: "green",
  handed_over: "green",
  declined: "grey",
  canceled: "grey",
  timed_out: "grey",
  needs_attention: "red",
}

export function SaleBadge({ sale }: { sale: SaleView }) {
  const { t, money } = useText()
  const { state, is_paid, refunded_amount, currency_code } = sale
  const isRefunded = is_paid && refunded_amount > 0 && state !== "needs_attention"
  return (
    <StatusBadge color={isRefunded ? "orange" : COLORS[state]}>
      {isRefunded
        ? t("sales.refundedOf", { amount: money(refunded_amount, currency_code) })
        : t(`state.${state}`)}
    </StatusBadge>
  )
}
