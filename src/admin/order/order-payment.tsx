import { Label } from "@medusajs/ui"
import { useEffect, useId, useState } from "react"
import type { ReaderView, SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useCharge } from "../hooks/use-charge"
import { useProblem } from "../hooks/use-problem"
import { useReaders } from "../hooks/use-readers"
import { useForgetStale } from "../hooks/use-sales"
import { useSdkReader } from "../hooks/use-sdk-reader"
import { useText } from "../hooks/use-text"
import { isRetryable } from "../lib/sale-phase"
import { newId, rememberedReader, rememberReader } from "../lib/till-memory"
import { PlaceSelect } from "../readers/place-select"
import { PaymentPanel } from "../till/payment-panel"
import { SdkStatus } from "../till/sdk-status"

interface Props {
  orderId: string
  /** What the order owes, in minor units; nothing to pay is 0. */
  amount: number
  currency: string
  /** A payment of this order that goes on, whoever began it. */
  running: SaleView | undefined
}

/** Takes what an order owes by card, on one of the shop's readers. */
export function OrderPayment(props: Props) {
  const { running } = props
  const { data: readers = [] } = useReaders()
  const active = readers.filter(({ is_active }) => is_active)
  const [chosen, setChosen] = useState(() => rememberedReader(localStorage, "order"))
  const choose = (id: string) => {
    rememberReader(localStorage, "order", id)
    setChosen(id)
  }
  // Stays with its reader once it is over: how it ended is shown there.
  const runningAt = running?.reader.id
  useEffect(() => {
    if (runningAt) {
      setChosen(runningAt)
    }
  }, [runningAt])
  const reader =
    readers.find(({ id }) => id === runningAt) ??
    active.find(({ id }) => id === chosen) ??
    // One that needs nothing of this browser.
    active.find(({ way }) => way === "server") ??
    active[0]
  return reader ? (
    <Payment {...props} key={reader.id} reader={reader} readers={active} onReader={choose} />
  ) : null
}

interface PaymentProps extends Props {
  reader: ReaderView
  readers: ReaderView[]
  onReader: (id: string) => void
}

function Payment(props: PaymentProps) {
  const { orderId, amount, currency, running, reader, readers, onReader } = props
  const { t, money } = useText()
  /** Begun here; its id once the server has answered. */
  const [begun, setBegun] = useState<{ saleId: string | null } | null>(null)
  const [isCancelWanted, setIsCancelWanted] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const forgetStale = useForgetStale()
  const wordsOf = useProblem("money")
  const saleId = begun ? begun.saleId : (running?.id ?? null)
  const isPaying = begun !== null || running !== undefined
  const charging = useCharge({
    saleId,
    isCancelWanted,
    onCancelWanted: () => setIsCancelWanted(true),
    onSale: (_, { id }) => {
      setBegun({ saleId: id })
      return true
    },
    onRefused: (error) => {
      setBegun(null)
      setProblem(wordsOf(error))
      void forgetStale()
    },
    onGone: () => {
      setBegun(null)
      void forgetStale()
    },
  })
  // To its end, also when the list has it no more among what goes on.
  useEffect(() => {
    if (running) {
      setBegun((known) => known ?? { saleId: running.id })
    }
    // Once for each payment.
  }, [running?.id])
  const sdk = useSdkReader(reader, charging, isPaying)
  const isPaid = charging.phase === "paid"
  useEffect(() => {
    if (isPaid) {
      void forgetStale()
    }
    // Once for each payment.
  }, [isPaid])
  const begin = () => {
    setProblem(null)
    setIsCancelWanted(false)
    setBegun({ saleId: null })
    const order = { reader_id: reader.id, order_id: orderId, expected_total: amount }
    void charging.begin({ request_id: newId(), ...order }, true)
  }
  const leave = async () => {
    if (isRetryable(charging.phase)) {
      await charging.cancel()
    }
    // Or it would be taken up again from the list of a moment ago.
    await forgetStale()
    setBegun(null)
  }
  if (isPaying) {
    return (
      <>
        {reader.way === "sdk" ? <SdkStatus {...sdk} /> : null}
        <PaymentPanel
          charging={charging}
          amount={amount}
          currency={currency}
          reader={reader}
          said={sdk.said}
          onNext={() => void leave()}
          onBack={() => void leave()}
        />
      </>
    )
  }
  if (amount === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-2">
      <ReaderSelect reader={reader} readers={readers} onReader={onReader} />
      {problem ? <Problem>{problem}</Problem> : null}
      <TouchButton variant="primary" className="w-full" onClick={begin}>
        {t("order.take", { amount: money(amount, currency) })}
      </TouchButton>
    </div>
  )
}

function ReaderSelect({
  reader,
  readers,
  onReader,
}: Pick<PaymentProps, "reader" | "readers" | "onReader">) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {t("order.reader")}
      </Label>
      <PlaceSelect id={id} value={reader.id} choices={readers} onChoose={onReader} />
    </div>
  )
}
