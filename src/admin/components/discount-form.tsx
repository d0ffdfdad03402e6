import { Input, Label, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useText } from "../hooks/use-text"
import { parseDiscount, typedAmount, type Discount } from "../lib/amount"
import { TouchButton } from "./touch-button"

interface Props {
  label: string
  discount: Discount | null
  onChange: (discount: Discount | null) => void
  onClose: () => void
}

/** One field for an amount or a percentage. */
export function DiscountForm({ label, discount, onChange, onClose }: Props) {
  const { t, language } = useText()
  const id = useId()
  const [text, setText] = useState(() => textOf(discount, language))
  const isUnsaved = text.trim() !== textOf(discount, language)
  const [isWrong, setIsWrong] = useState(false)
  const submit = () => {
    const parsed = text.trim() === "" ? null : parseDiscount(text)
    if (parsed === null && text.trim() !== "") {
      setIsWrong(true)
      return
    }
    onChange(parsed)
    onClose()
  }
  return (
    <form
      aria-label={label}
      data-unsaved={isUnsaved || undefined}
      className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-md p-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Label htmlFor={id} size="small">
        {t("basket.discountLabel")}
      </Label>
      <div className="flex gap-x-2">
        <div className="min-w-0 flex-1">
          <Input
            id={id}
            autoFocus
            autoComplete="off"
            className="h-11"
            value={text}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setText(event.target.value)
              setIsWrong(false)
            }}
          />
        </div>
        <TouchButton type="submit" variant="primary">
          {t("apply")}
        </TouchButton>
      </div>
      <Text
        id={`${id}-hint`}
        size="small"
        role={isWrong ? "alert" : undefined}
        className={isWrong ? "text-ui-fg-error" : "text-ui-fg-subtle"}
      >
        {isWrong ? t("basket.discountWrong") : t("basket.discountHint")}
      </Text>
      <div className="flex gap-x-2">
        {discount ? (
          <TouchButton
            className="flex-1"
            onClick={() => {
              onChange(null)
              onClose()
            }}
          >
            {t("basket.noDiscount")}
          </TouchButton>
        ) : null}
        <TouchButton className="flex-1" onClick={onClose}>
          {t("cancel")}
        </TouchButton>
      </div>
    </form>
  )
}

function textOf(discount: Discount | null, language: string): string {
  if (!discount) {
    return ""
  }
  return discount.kind === "amount"
    ? typedAmount(discount.amount, language)
    : `${typedAmount(discount.basisPoints, language).replace(/[.,]00$/, "")}%`
}
