import { Minus, Plus, Tag, Trash } from "@medusajs/icons"
import { IconButton, Text, clx } from "@medusajs/ui"
import { useState, type KeyboardEvent } from "react"
import { DiscountForm } from "../components/discount-form"
import { useText } from "../hooks/use-text"
import { formatDiscount } from "../lib/amount"
import {
  isShort,
  lineDiscount,
  lineTotal,
  MOST_PIECES,
  type BasketChange,
  type Line,
} from "../lib/basket"

interface Props {
  line: Line
  currency: string
  isLast: boolean
  /** What Medusa makes of it, where that is not what the till does; minor units. */
  offered?: number
  onChange: (change: BasketChange) => void
  onDone: () => void
}

/** With the line in focus: + and − change the quantity, Delete takes it out. */
export function BasketLine({ line, currency, isLast, offered, onChange, onDone }: Props) {
  const { t, language, money } = useText()
  const [isDiscounting, setIsDiscounting] = useState(false)
  const { variant_id: variantId, title, quantity } = line
  const setQuantity = (next: number) => {
    onChange({ type: "quantity", variantId, quantity: next })
    if (next <= 0) {
      onDone()
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) {
      return
    }
    if (event.key === "+" || event.key === "=") {
      setQuantity(quantity + 1)
    } else if (event.key === "-") {
      setQuantity(quantity - 1)
    } else if (event.key === "Delete") {
      onChange({ type: "remove", variantId })
      onDone()
    }
  }
  return (
    <li
      data-own-keys="+-="
      className={clx("flex flex-col gap-y-1 border-b px-3 py-2", isLast && "bg-ui-bg-highlight")}
      onKeyDown={press}
    >
      <div className="flex items-baseline justify-between gap-x-2">
        <Text size="small" weight="plus" className="line-clamp-2 min-w-0">
          {title}
          {line.variant_title ? (
            <span className="text-ui-fg-subtle"> · {line.variant_title}</span>
          ) : null}
        </Text>
        <Text size="small" weight="plus" className="shrink-0 tabular-nums">
          {money(offered ?? lineTotal(line), currency)}
        </Text>
      </div>
      {isShort(line) ? (
        <Text size="xsmall" className="text-ui-tag-red-text">
          {t("basket.short", { count: line.available ?? 0 })}
        </Text>
      ) : null}
      <div className="flex items-center gap-x-1">
        <IconButton
          size="xlarge"
          className="size-11"
          aria-label={t("basket.less", { title })}
          onClick={() => setQuantity(quantity - 1)}
        >
          <Minus />
        </IconButton>
        <QuantityField line={line} onSet={setQuantity} onDone={onDone} />
        <IconButton
          size="xlarge"
          className="size-11"
          aria-label={t("basket.more", { title })}
          onClick={() => setQuantity(quantity + 1)}
        >
          <Plus />
        </IconButton>
        <Text size="xsmall" className="text-ui-fg-subtle min-w-0 flex-1 px-1 tabular-nums">
          {line.discount
            ? `−${formatDiscount(line.discount, currency, language)}`
            : quantity > 1
              ? `× ${money(line.unit_amount, currency)}`
              : null}
          {line.discount?.kind === "percent" ? (
            <span className="block">−{money(lineDiscount(line), currency)}</span>
          ) : null}
        </Text>
        <IconButton
          size="xlarge"
          variant="transparent"
          className="size-11"
          aria-label={t("basket.lineDiscount", { title })}
          aria-expanded={isDiscounting}
          onClick={() => setIsDiscounting(!isDiscounting)}
        >
          <Tag />
        </IconButton>
        <IconButton
          size="xlarge"
          variant="transparent"
          className="size-11"
          aria-label={t("basket.removeLine", { title })}
          onClick={() => {
            onChange({ type: "remove", variantId })
            onDone()
          }}
        >
          <Trash />
        </IconButton>
      </div>
      {isDiscounting ? (
        <DiscountForm
          label={t("basket.lineDiscount", { title })}
          discount={line.discount}
          onChange={(discount) => onChange({ type: "line_discount", variantId, discount })}
          onClose={() => {
            setIsDiscounting(false)
            onDone()
          }}
        />
      ) : null}
    </li>
  )
}

interface FieldProps {
  line: Line
  onSet: (quantity: number) => void
  onDone: () => void
}

/** Types freely; what is not a number of pieces stays there, marked, until it is one. */
function QuantityField({ line: { title, quantity }, onSet, onDone }: FieldProps) {
  const { t } = useText()
  const [typed, setTyped] = useState<string | null>(null)
  const isNumber = typed === null || /^\d{1,3}$/.test(typed)
  const commit = () => {
    if (typed !== null && isNumber) {
      onSet(Math.min(Number(typed), MOST_PIECES))
      setTyped(null)
    }
  }
  return (
    <input
      inputMode="numeric"
      aria-label={t("basket.quantity", { title })}
      className="txt-compact-medium-plus bg-ui-bg-field shadow-borders-base focus-visible:shadow-borders-interactive-with-active aria-[invalid=true]:!shadow-borders-error h-11 w-12 rounded-md text-center tabular-nums outline-none"
      data-unsaved={!isNumber || undefined}
      aria-invalid={!isNumber}
      value={typed ?? String(quantity)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && isNumber) {
          commit()
          onDone()
        } else if (event.key === "Escape") {
          event.stopPropagation()
          setTyped(null)
          onDone()
        }
      }}
    />
  )
}
