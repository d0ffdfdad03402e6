import { useLanguage } from "../i18n/use-language"
import { MinusIcon, PlusIcon } from "./icons"

interface QuantityProps {
  value: number
  title: string
  most?: number
  onChange: (value: number) => void
}

/** How many, from one up: two buttons around the number. */
export function Quantity({ value, title, most = 99, onChange }: QuantityProps) {
  const { t } = useLanguage()
  const step = (by: number, isAllowed: boolean) => () => isAllowed && onChange(value + by)
  return (
    <div className="quantity" role="group" aria-label={t.quantity.of(title)}>
      <button
        type="button"
        aria-label={t.quantity.less(title)}
        aria-disabled={value <= 1}
        onClick={step(-1, value > 1)}
      >
        <MinusIcon />
      </button>
      <output>{value}</output>
      <button
        type="button"
        aria-label={t.quantity.more(title)}
        aria-disabled={value >= most}
        onClick={step(1, value < most)}
      >
        <PlusIcon />
      </button>
    </div>
  )
}
