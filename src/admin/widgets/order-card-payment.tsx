import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Text } from "@medusajs/ui"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { SaleBadge } from "../components/sale-badge"
import { useSales } from "../hooks/use-sales"
import { useText } from "../hooks/use-text"
import { centsOf } from "../lib/amount"
import { isOver, phaseOf } from "../lib/sale-phase"
import { OrderPayment } from "../order/order-payment"

const MOST_SALES = 10

interface Props {
  data: {
    id: string
    currency_code: string
    status?: string
    /** Major units, as Medusa has them. */
    summary?: { pending_difference?: number } | null
  }
}

/** Where and by whom an order was paid at the counter, and a way to take there what it still owes. */
export default function OrderCardPayment({ data: order }: Props) {
  const { t, money } = useText()
  const { data } = useSales({ order_id: order.id, limit: MOST_SALES })
  const owed = centsOf(order.summary?.pending_difference ?? 0)
  const canPay = owed > 0 && order.currency_code === "eur" && order.status !== "canceled"
  const sales = data?.sales ?? []
  return (
    <Container className="p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("order.title")}</Heading>
      </div>
      <ul>
        {sales.map((sale) => (
          <SaleRow key={sale.id} sale={sale} />
        ))}
      </ul>
      <div className="flex flex-col gap-y-3 border-t px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {canPay ? t("order.owes", { amount: money(owed, order.currency_code) }) : null}
          {!canPay && sales.length === 0 ? t("order.none") : null}
          {!canPay && sales.length > 0 ? t("order.settled") : null}
        </Text>
        <OrderPayment
          orderId={order.id}
          amount={canPay ? owed : 0}
          currency={order.currency_code}
          running={sales.find((sale) => !isOver(phaseOf(sale)))}
        />
      </div>
    </Container>
  )
}

function SaleRow({ sale }: { sale: SaleView }) {
  const { t, money, moment } = useText()
  const { amount, currency_code, reader, sold_by, created_at } = sale
  return (
    <li className="flex items-center justify-between gap-x-2 border-t px-6 py-3">
      <div>
        <Text size="small" weight="plus">
          {t("order.sold", { amount: money(amount, currency_code), reader: reader.name })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.soldBy", { name: sold_by.name, date: moment(created_at) })}
        </Text>
      </div>
      <SaleBadge sale={sale} />
    </li>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.after" })
