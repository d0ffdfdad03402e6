import { Heading, Input, Label, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useProblem } from "../hooks/use-problem"
import { useRefund } from "../hooks/use-sales"
import { useText } from "../hooks/use-text"
import { parseAmount, typedAmount } from "../lib/amount"
import { refundable } from "../lib/sale-phase"

/** Minor units. */
export interface Refunded {
  now: number
  inAll: number
}

interface Props {
  sale: SaleView
  /** With what came of it, by the server's own count. */
  onDone: (refund: Refunded) => void
  onClose: () => void
}

/** Asks before it does: money that went back does not return. */
export function RefundForm({ sale, onDone, onClose }: Props) {
  const { t, money, language } = useText()
  const id = useId()
  const most = refundable(sale)
  const [text, setText] = useState(() => typedAmount(most, language))
  const refund = useRefund(sale.id)
  const wordsOf = useProblem("money")
  const amount = parseAmount(text)
  const isRight = amount !== null && amount > 0 && amount <= most
  const price = (value: number) => money(value, sale.currency_code)
  const words = t("sales.refundNow", { amount: price(isRight ? amount : most) })
  const submit = () => {
    if (isRight) {
      refund.mutate(amount, {
        onSuccess: ({ refunded_amount: inAll }) => {
          onDone({ now: inAll - sale.refunded_amount, inAll })
          onClose()
        },
      })
    }
  }
  return (
    <form
      aria-label={t("sales.refund")}
      className="bg-ui-bg-subtle flex flex-col gap-y-3 rounded-md p-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Heading level="h3">{words}?</Heading>
      <Text size="small" className="text-ui-fg-subtle">
        {t("sales.refundHint")}
      </Text>
      <Label htmlFor={id} size="small">
        {t("sales.refundAmount")}
      </Label>
      <Input
        id={id}
        autoFocus
        className="h-11"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={!isRight}
        aria-describedby={`${id}-most`}
        onChange={(event) => setText(event.target.value)}
      />
      <Text
        id={`${id}-most`}
        size="small"
        className={isRight ? "text-ui-fg-subtle" : "text-ui-fg-error"}
      >
        {t("sales.refundMost", { amount: price(most) })}
      </Text>
      {refund.isError ? <Problem>{wordsOf(refund.error)}</Problem> : null}
      <div className="grid grid-cols-2 gap-2">
        <TouchButton className="w-full" disabled={refund.isPending} onClick={onClose}>
          {t("sales.keep")}
        </TouchButton>
        <TouchButton
          type="submit"
          variant="danger"
          className="w-full"
          disabled={!isRight}
          isLoading={refund.isPending}
        >
          {words}
        </TouchButton>
      </div>
    </form>
  )
}
