import { Text } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Problem } from "../components/notice"
import { ReceiptActions } from "../components/receipt-actions"
import { SaleBadge } from "../components/sale-badge"
import { TouchButton } from "../components/touch-button"
import { useCharge, type Charging } from "../hooks/use-charge"
import { useProblem } from "../hooks/use-problem"
import { useForgetStale } from "../hooks/use-sales"
import { useText } from "../hooks/use-text"
import { isCancelable, isRetryable, refundable } from "../lib/sale-phase"
import { RefundForm, type Refunded } from "./refund-form"
import { SideView } from "./side-view"

interface Props {
  /** As the list has it; while it moves it is followed from here. */
  sale: SaleView
  onClose: () => void
}

export function SaleDetail({ sale: listed, onClose }: Props) {
  const { t, money } = useText()
  const wordsOf = useProblem("money")
  const charging = useCharge({ saleId: listed.id })
  const { sale: live } = charging
  const sale = live && live.version > listed.version ? live : listed
  const [isRefunding, setIsRefunding] = useState(false)
  const [refunded, setRefunded] = useState<Refunded | null>(null)
  const title = sale.order_display_id
    ? t("sales.order", { number: sale.order_display_id })
    : t("sales.noOrder")
  const price = (amount: number) => money(amount, sale.currency_code)
  return (
    <SideView title={title} onClose={onClose}>
      <div className="flex flex-col gap-y-3 p-3">
        <div className="flex items-center justify-between gap-x-2">
          <Text weight="plus" className="text-2xl tabular-nums">
            {price(sale.amount)}
          </Text>
          <SaleBadge sale={sale} />
        </div>
        {sale.reason ? <Text size="small">{t(`reason.${sale.reason}`)}</Text> : null}
        <p role="status" className="txt-small text-ui-tag-green-text empty:hidden">
          {refunded && refunded.now > 0
            ? t("sales.refunded", { amount: price(refunded.now) })
            : null}
          {refunded?.now === 0
            ? t("sales.refundedBefore", { amount: price(refunded.inAll) })
            : null}
        </p>
        {isRefunding ? (
          <RefundForm sale={sale} onDone={setRefunded} onClose={() => setIsRefunding(false)} />
        ) : (
          <div className="grid grid-cols-2 gap-2">
            {refundable(sale) > 0 ? (
              <TouchButton className="w-full" onClick={() => setIsRefunding(true)}>
                {t("sales.refund")}
              </TouchButton>
            ) : null}
            {sale.order_id ? (
              <TouchButton asChild className="w-full">
                <Link to={`/orders/${sale.order_id}`}>{t("sales.openOrder")}</Link>
              </TouchButton>
            ) : null}
            <CancelButton charging={charging} />
          </div>
        )}
        {charging.problem ? <Problem>{wordsOf(charging.problem)}</Problem> : null}
        {sale.is_paid ? <ReceiptActions sale={sale} /> : null}
      </div>
    </SideView>
  )
}

/** For a sale that nobody stands behind any more: its till is gone, or was reloaded elsewhere. */
function CancelButton({ charging: { sale, phase, cancel } }: { charging: Charging }) {
  const { t } = useText()
  const forgetStale = useForgetStale()
  if (!sale || !(isCancelable(phase) || isRetryable(phase))) {
    return null
  }
  return (
    <TouchButton className="w-full" onClick={() => void cancel().then(forgetStale)}>
      {t("pay.cancelPayment")}
    </TouchButton>
  )
}
