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
  const { t } = useText()
  return <StatusBadge color={COLORS[sale.state]}>{t(`state.${sale.state}`)}</StatusBadge>
}
