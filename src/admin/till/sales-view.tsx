import { Text } from "@medusajs/ui"
import { useState } from "react"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Empty, Failure, Loading } from "../components/notice"
import { SaleBadge } from "../components/sale-badge"
import { SearchField } from "../components/search-field"
import { TouchButton } from "../components/touch-button"
import { useSales } from "../hooks/use-sales"
import { useSettled } from "../hooks/use-settled"
import { useText } from "../hooks/use-text"
import { SaleDetail } from "./sale-detail"
import { SideView } from "./side-view"

const PAGE = 20

export function SalesView({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const [q, setQ] = useState("")
  const [limit, setLimit] = useState(PAGE)
  const [openId, setOpenId] = useState<string | null>(null)
  const { data, error, refetch } = useSales({ q: useSettled(q), limit })
  const open = data?.sales.find(({ id }) => id === openId)
  if (open) {
    return <SaleDetail sale={open} onClose={() => setOpenId(null)} />
  }
  return (
    <SideView title={t("till.sales")} onClose={onClose}>
      <div className="flex p-3">
        <SearchField
          label={t("sales.search")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data?.sales.length === 0 ? <Empty title={t("sales.empty")} /> : null}
      <ul className="border-t">
        {data?.sales.map((sale) => (
          <SaleRow key={sale.id} sale={sale} onOpen={() => setOpenId(sale.id)} />
        ))}
      </ul>
      {data && data.count > data.sales.length ? (
        <div className="p-3">
          <TouchButton className="w-full" onClick={() => setLimit(limit + PAGE)}>
            {t("search.more")}
          </TouchButton>
        </div>
      ) : null}
    </SideView>
  )
}

function SaleRow({ sale, onOpen }: { sale: SaleView; onOpen: () => void }) {
  const { t, money, moment } = useText()
  return (
    <li className="border-b">
      <button
        type="button"
        className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex min-h-14 w-full items-center gap-x-3 px-3 py-2 text-left outline-none"
        onClick={onOpen}
      >
        <span className="min-w-0 flex-1">
          <Text as="span" size="small" weight="plus" className="block">
            {sale.order_display_id
              ? t("sales.order", { number: sale.order_display_id })
              : t("sales.noOrder")}
          </Text>
          <Text as="span" size="xsmall" className="text-ui-fg-subtle line-clamp-1">
            {[moment(sale.created_at), sale.reader.name, sale.sold_by.name].join(" · ")}
          </Text>
        </span>
        <SaleBadge sale={sale} />
        <span className="w-20 shrink-0 text-right">
          <Text as="span" size="small" weight="plus" className="block tabular-nums">
            {money(sale.amount, sale.currency_code)}
          </Text>
          {sale.refunded_amount > 0 ? (
            <Text as="span" size="xsmall" className="text-ui-fg-subtle block tabular-nums">
              {money(-sale.refunded_amount, sale.currency_code)}
            </Text>
          ) : null}
        </span>
      </button>
    </li>
  )
}
