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
  // They keep their places until the list is closed, so that nothing moves under a finger.
  const [gone, setGone] = useState<ParkedBasket[]>([])
  const newestFirst = (all: ParkedBasket[]) => all.sort((one, other) => other.at - one.at)
  const without = (all: ParkedBasket[], one: ParkedBasket) => all.filter(({ id }) => id !== one.id)
  const discard = (one: ParkedBasket) => {
    setGone([...gone, one])
    onChange(without(parked, one))
  }
  const putBack = (one: ParkedBasket) => {
    setGone(without(gone, one))
    onChange(newestFirst([...parked, one]))
  }
  const rows = newestFirst([...parked, ...gone])
  return (
    <SideView title={t("parked.title")} onClose={onClose}>
      {rows.length === 0 ? (
        <Empty title={t("parked.empty")} hint={t("parked.emptyHint")} />
      ) : (
        <ul>
          {rows.map((one) => {
            const { total, pieces } = totalsOf(one.basket)
            const names = one.basket.lines.map(({ title }) => title).join(", ")
            const isGone = gone.includes(one)
            return (
              <li key={one.id} className="flex items-center gap-x-2 border-b px-3 py-2">
                <div className="min-w-0 flex-1">
                  <Text size="small" weight="plus" className="line-clamp-1">
                    {one.basket.customer?.name ?? names}
                  </Text>
                  <Text
                    role={isGone ? "status" : undefined}
                    size="xsmall"
                    className="text-ui-fg-subtle tabular-nums"
                  >
                    {isGone
                      ? t("parked.discarded")
                      : [
                          money(total, currency),
                          t("basket.pieces", { count: pieces }),
                          moment(new Date(one.at).toISOString()),
                        ].join(" · ")}
                  </Text>
                </div>
                <TouchButton
                  variant="transparent"
                  onClick={() => (isGone ? putBack : discard)(one)}
                >
                  {t(isGone ? "undo" : "parked.discard")}
                </TouchButton>
                <TouchButton variant="primary" disabled={isGone} onClick={() => onResume(one)}>
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
