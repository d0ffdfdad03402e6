import { Text } from "@medusajs/ui"
import { useState } from "react"
import { Empty } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"
import { totalsOf } from "../lib/basket"
import type { ParkedBasket } from "../lib/till-memory"
import { SideView } from "./side-view"

interface Props {
  parked: ParkedBasket[]
  currency: string
  onResume: (one: ParkedBasket) => void
  onChange: (parked: ParkedBasket[]) => void
  onClose: () => void
}

export function ParkedView({ parked, currency, onResume, onChange, onClose }: Props) {
  const { t, money, moment } = useText()
  const [before, setBefore] = useState<ParkedBasket[] | null>(null)
  const discard = (one: ParkedBasket) => {
    setBefore(parked)
    onChange(parked.filter(({ id }) => id !== one.id))
  }
  return (
    <SideView title={t("parked.title")} onClose={onClose}>
      {before ? (
        <div role="status" className="flex items-center justify-between gap-x-2 border-b px-3 py-2">
          <Text size="small">{t("parked.discarded")}</Text>
          <TouchButton
            onClick={() => {
              onChange(before)
              setBefore(null)
            }}
          >
            {t("undo")}
          </TouchButton>
        </div>
      ) : null}
      {parked.length === 0 ? (
        <Empty title={t("parked.empty")} hint={t("parked.emptyHint")} />
      ) : (
        <ul>
          {parked.map((one) => {
            const { total, pieces } = totalsOf(one.basket)
            const names = one.basket.lines.map(({ title }) => title).join(", ")
            return (
              <li key={one.id} className="flex items-center gap-x-2 border-b px-3 py-2">
                <div className="min-w-0 flex-1">
                  <Text size="small" weight="plus" className="line-clamp-1">
                    {one.basket.customer?.name ?? names}
                  </Text>
                  <Text size="xsmall" className="text-ui-fg-subtle tabular-nums">
                    {money(total, currency)} · {t("basket.pieces", { count: pieces })} ·{" "}
                    {moment(new Date(one.at).toISOString())}
                  </Text>
                </div>
                <TouchButton variant="transparent" onClick={() => discard(one)}>
                  {t("parked.discard")}
                </TouchButton>
                <TouchButton variant="primary" onClick={() => onResume(one)}>
                  {t("parked.resume")}
                </TouchButton>
              </li>
            )
          })}
        </ul>
      )}
    </SideView>
  )
}
