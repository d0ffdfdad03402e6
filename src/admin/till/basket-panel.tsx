import { ArrowUturnLeft, Pause, ReceiptPercent, Trash, User } from "@medusajs/icons"
import { Heading, Text } from "@medusajs/ui"
import { useEffect, useRef, type ComponentPropsWithoutRef, type ReactNode } from "react"
import { DiscountForm } from "../components/discount-form"
import { KeyHint } from "../components/key-hint"
import { Empty, Note, Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"
import type { Offer } from "../hooks/use-till"
import { formatDiscount } from "../lib/amount"
import { isEmpty, totalsOf, type Basket, type BasketChange } from "../lib/basket"
import type { Undoable } from "../lib/history"
import { BasketLine } from "./basket-line"

/** WolffPay takes no smaller payment than 50 cents (W13, W21). */
const LEAST = 50

interface Props {
  basket: Basket
  /** What is charged: the till's own sum, or what Medusa made of it. */
  total: number
  offered: Offer | null
  currency: string
  lastAdded: string | null
  problem: string | null
  undoable: Undoable | undefined
  isDiscounting: boolean
  onDiscounting: (isOpen: boolean) => void
  onChange: (change: BasketChange) => void
  onUndo: () => void
  onPark: () => void
  onCustomer: () => void
  onCharge: () => void
  /** Back to scanning. */
  onDone: () => void
}

export function BasketPanel(props: Props) {
  const { basket, currency, lastAdded, onChange, onDone } = props
  const { t } = useText()
  const { pieces } = totalsOf(basket)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector("[data-last]")?.scrollIntoView({ block: "nearest" })
  }, [lastAdded, basket.lines.length])
  return (
    <section aria-label={t("basket.title")} className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-14 items-center justify-between gap-x-2 border-b px-3">
        <Heading level="h2">{t("basket.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {pieces > 0 ? t("basket.pieces", { count: pieces }) : null}
        </Text>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        {isEmpty(basket) ? (
          <Empty title={t("basket.empty")} hint={t("basket.emptyHint")} />
        ) : (
          <ul ref={list}>
            {basket.lines.map((line) => (
              <BasketLine
                key={line.variant_id}
                line={line}
                currency={currency}
                isLast={line.variant_id === lastAdded}
                offered={offeredTotal(props, line.variant_id)}
                onChange={onChange}
                onDone={onDone}
              />
            ))}
          </ul>
        )}
      </div>
      <Footer {...props} />
    </section>
  )
}

/** By line only where no discount on the whole is spread over them. */
function offeredTotal({ offered, basket }: Props, variantId: string): number | undefined {
  const of = basket.discount ? [] : (offered?.items ?? [])
  return of.find(({ variant_id }) => variant_id === variantId)?.total
}

function Footer(props: Props) {
  const { basket, currency, problem, isDiscounting, onChange, onDiscounting, onDone } = props
  const { t, money } = useText()
  const { total, offered } = props
  const isSmall = !isEmpty(basket) && total < LEAST
  return (
    <div className="flex flex-col gap-y-2 border-t p-3">
      <Undo {...props} />
      {isDiscounting ? (
        <DiscountForm
          label={t("basket.discount")}
          discount={basket.discount}
          onChange={(discount) => onChange({ type: "discount", discount })}
          onClose={() => {
            onDiscounting(false)
            onDone()
          }}
        />
      ) : null}
      <Sums {...props} />
      {offered ? (
        <Note>{t("basket.otherTotal", { total: money(offered.total, currency) })}</Note>
      ) : null}
      {problem ? <Problem>{problem}</Problem> : null}
      {isSmall ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("basket.free", { amount: money(LEAST, currency) })}
        </Text>
      ) : null}
      <Actions {...props} />
      <TouchButton
        variant="primary"
        size="xlarge"
        shortcut="F9"
        className="min-h-14 w-full"
        disabled={isEmpty(basket) || isSmall}
        onClick={props.onCharge}
      >
        {t("basket.charge", { amount: money(total, currency) })}
      </TouchButton>
    </div>
  )
}

/** Its place is kept, so that nothing moves under a finger. */
function Undo({ undoable, onUndo }: Props) {
  const { t } = useText()
  return (
    <div className="flex h-11 items-center justify-between gap-x-2">
      {undoable ? (
        <>
          <Text size="small" className="text-ui-fg-subtle line-clamp-2 min-w-0">
            {t(`undone.${undoable.what}`, { title: undoable.title })}
          </Text>
          <TouchButton variant="transparent" aria-keyshortcuts="Control+Z" onClick={onUndo}>
            <ArrowUturnLeft />
            {t("undo")}
          </TouchButton>
        </>
      ) : null}
    </div>
  )
}

function Sums({ basket, currency, total }: Props) {
  const { t, money, language } = useText()
  const { subtotal, discount, total: ownTotal } = totalsOf(basket)
  const { customer } = basket
  return (
    <dl className="flex flex-col">
      {customer ? (
        <Sum name={t("basket.customer")} value={customer.name ?? customer.email ?? ""} />
      ) : null}
      {basket.discount ? (
        <>
          <Sum name={t("basket.subtotal")} value={money(subtotal, currency)} />
          <Sum
            name={`${t("basket.discount")} ${
              basket.discount.kind === "percent"
                ? formatDiscount(basket.discount, currency, language)
                : ""
            }`}
            value={money(-discount, currency)}
          />
        </>
      ) : null}
      {total === ownTotal ? null : (
        <Sum name={t("basket.difference")} value={money(total - ownTotal, currency)} />
      )}
      <div className="flex items-baseline justify-between gap-x-2 pt-1">
        <dt className="txt-medium-plus">{t("basket.total")}</dt>
        <dd className="text-ui-fg-base text-4xl font-semibold tabular-nums">
          {money(total, currency)}
        </dd>
      </div>
    </dl>
  )
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div className="txt-small text-ui-fg-subtle flex justify-between gap-x-2">
      <dt>{name}</dt>
      <dd className="truncate tabular-nums">{value}</dd>
    </div>
  )
}

function Actions({ basket, isDiscounting, onChange, onDiscounting, onPark, onCustomer }: Props) {
  const { t } = useText()
  const isNothing = isEmpty(basket)
  return (
    <div className="grid grid-cols-4 gap-2">
      <Action
        shortcut="F4"
        icon={<ReceiptPercent />}
        words={t("basket.discount")}
        aria-expanded={isDiscounting}
        disabled={isNothing}
        onClick={() => onDiscounting(!isDiscounting)}
      />
      <Action shortcut="F6" icon={<User />} words={t("basket.customer")} onClick={onCustomer} />
      <Action
        shortcut="F7"
        icon={<Pause />}
        words={t("basket.park")}
        disabled={isNothing}
        onClick={onPark}
      />
      <Action
        icon={<Trash />}
        words={t("basket.clear")}
        disabled={isNothing}
        onClick={() => onChange({ type: "clear" })}
      />
    </div>
  )
}

interface ActionProps extends ComponentPropsWithoutRef<typeof TouchButton> {
  icon: ReactNode
  words: string
}

/** Small, with its words under its picture. */
function Action({ icon, words, shortcut, ...props }: ActionProps) {
  return (
    <TouchButton aria-keyshortcuts={shortcut} className="h-14 w-full px-0" {...props}>
      <span className="flex flex-col items-center gap-y-1">
        <span className="flex items-center gap-x-1">
          {icon}
          {shortcut ? <KeyHint shortcut={shortcut} /> : null}
        </span>
        <span className="txt-compact-xsmall-plus">{words}</span>
      </span>
    </TouchButton>
  )
}
