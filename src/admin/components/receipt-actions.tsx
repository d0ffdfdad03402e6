import { Input, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { useProblem } from "../hooks/use-problem"
import { usePrinting } from "../hooks/use-printing"
import { useEmailReceipt, useReceipt } from "../hooks/use-sales"
import { useText } from "../hooks/use-text"
import { isEmail } from "../lib/email"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Failure, Loading, Problem } from "./notice"
import { Receipt } from "./receipt"
import { TouchButton } from "./touch-button"

/** The receipt of a sale, on paper or by e-mail. */
export function ReceiptActions({ sale, shortcut }: { sale: SaleView; shortcut?: string }) {
  const { t } = useText()
  const [isMailing, setIsMailing] = useState(false)
  const { isPrinting, print } = usePrinting()
  const receipt = useReceipt(sale)
  if (receipt.isError) {
    return <Failure error={receipt.error} onRetry={() => void receipt.refetch()} />
  }
  if (!receipt.data) {
    return <Loading />
  }
  return (
    <div className="flex flex-col gap-y-3">
      <div className="grid grid-cols-2 gap-2">
        <TouchButton shortcut={shortcut} className="w-full" onClick={print}>
          {t("receipt.print")}
        </TouchButton>
        <TouchButton
          className="w-full"
          aria-expanded={isMailing}
          onClick={() => setIsMailing(!isMailing)}
        >
          {t("receipt.email")}
        </TouchButton>
      </div>
      {isMailing ? <EmailForm sale={sale} /> : null}
      <Receipt receipt={receipt.data} isPrinting={isPrinting} />
    </div>
  )
}

function EmailForm({ sale }: { sale: SaleView }) {
  const { t } = useText()
  const [email, setEmail] = useState(sale.customer.email ?? "")
  const [isWrong, setIsWrong] = useState(false)
  const send = useEmailReceipt(sale.id)
  const wordsOf = useProblem()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsWrong(!isEmail(email))
    if (isEmail(email)) {
      send.mutate(email)
    }
  }
  return (
    <form className="flex flex-col gap-y-2" onSubmit={submit} noValidate>
      <div className="flex gap-x-2">
        <div className="min-w-0 flex-1">
          <Input
            type="email"
            autoFocus
            className="h-11"
            aria-label={t("receipt.emailLabel")}
            placeholder={t("receipt.emailLabel")}
            aria-invalid={isWrong}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        <TouchButton type="submit" variant="primary" isLoading={send.isPending}>
          {t("receipt.send")}
        </TouchButton>
      </div>
      {isWrong ? <Problem>{t("receipt.emailWrong")}</Problem> : null}
      {send.isError ? <Problem>{wordsOf(send.error)}</Problem> : null}
      {send.isSuccess ? (
        <Text role="status" size="small" className="text-ui-tag-green-text">
          {t("receipt.sent", { email: send.variables })}
        </Text>
      ) : null}
    </form>
  )
}
