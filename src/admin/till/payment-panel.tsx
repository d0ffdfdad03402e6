import {
  CheckCircleSolid,
  CreditCard,
  ExclamationCircleSolid,
  Spinner,
  XCircle,
} from "@medusajs/icons"
import { Heading, Text, clx } from "@medusajs/ui"
import { useEffect, useRef, useState, type ReactNode } from "react"
import type { ReaderView, SaleView } from "../../api/admin/wolffpay/terminal/views"
import { Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import type { Charging } from "../hooks/use-charge"
import { useProblem } from "../hooks/use-problem"
import { useText } from "../hooks/use-text"
import { isCancelable, isRetryable, wordsFor, type SalePhase } from "../lib/sale-phase"
import { isShutOut } from "../lib/sdk"

const SECOND_MS = 1_000
/** Nearly every sale is through by then; and a press meant for what stood there a moment ago does nothing. */
const STUCK_MS = 4_000

interface Props {
  charging: Charging
  /** Minor units, before the server has said it. */
  amount: number
  currency: string
  reader: Pick<ReaderView, "name">
  /** On with the next one: this sale is over. */
  onNext: () => void
  /** Nothing was charged: back to what was being sold. */
  onBack: () => void
  /** On without waiting for what the server is at; none where nobody would see how it ends. */
  onLeave?: () => void
  /** Whether the keys of the till work here. */
  hasKeys?: boolean
  /** What is being paid, or the receipt. */
  children?: ReactNode
  /** What a reader at this browser said about the last card. */
  said?: string | null
}

/** What the reader and the server are doing, in words that can be read from two metres, and what the clerk can do. */
export function PaymentPanel(props: Props) {
  const { charging, currency, reader, amount, said, children } = props
  const { sale, phase, trouble } = charging
  const { t, money } = useText()
  const wordsOf = useProblem("money")
  const section = useRef<HTMLElement>(null)
  // The button that had the focus may be gone with the last phase.
  useEffect(() => {
    if (document.activeElement === document.body) {
      section.current?.focus()
    }
  }, [phase])
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={t("pay.title")}
      className="flex h-full min-h-0 flex-col overflow-y-auto p-4 outline-none"
    >
      <div className="flex flex-col items-center gap-y-2 text-center">
        <PhaseIcon phase={phase} />
        <div role="status" aria-live="assertive" className="flex flex-col items-center gap-y-1">
          <Heading level="h2" className="text-2xl">
            {t(`pay.${wordsFor(phase, sale?.reason ?? null)}`)}
          </Heading>
          <Text className="text-ui-fg-base text-4xl font-semibold tabular-nums" as="p">
            {money(sale?.amount ?? amount, sale?.currency_code ?? currency)}
          </Text>
          <Text size="small" className="text-ui-fg-subtle min-h-[60px] max-w-80" as="p">
            <Hint phase={phase} sale={sale} readerName={reader.name} />
          </Text>
        </div>
        <div className="h-5">
          <SecondsLeft sale={phase === "present_card" ? sale : null} />
        </div>
      </div>
      <div className="mt-4 flex flex-col gap-y-2">
        <Actions {...props} />
        {trouble ? (
          <Problem>
            {isShutOut(trouble) ? wordsOf(trouble) : t(sale ? "error.connection" : "pay.noAnswer")}
          </Problem>
        ) : null}
        {said && isRetryable(phase) ? <Problem>{t("sdk.said", { message: said })}</Problem> : null}
        {charging.problem ? <Problem>{wordsOf(charging.problem)}</Problem> : null}
      </div>
      <div className="mt-4">{children}</div>
    </section>
  )
}

function Hint({
  phase,
  sale,
  readerName,
}: {
  phase: SalePhase
  sale: SaleView | null
  readerName: string
}) {
  const { t } = useText()
  if (phase === "paid") {
    return sale?.order_display_id ? t("sales.order", { number: sale.order_display_id }) : null
  }
  const reason = sale?.reason
  return (
    <>
      {reason && !["starting", "present_card", "canceling", "settling"].includes(phase) ? (
        <span className="block">{t(`reason.${reason}`)}</span>
      ) : null}
      <span className="block">
        {t(`pay.${wordsFor(phase, sale?.reason ?? null)}Hint`, { reader: readerName })}
      </span>
      {phase === "needs_attention" && sale?.payment_intent_id ? (
        <span className="block break-all">
          {t("pay.reference", { id: sale.payment_intent_id })}
        </span>
      ) : null}
    </>
  )
}

const ICONS: Partial<Record<SalePhase, [icon: typeof Spinner, look: string]>> = {
  paid: [CheckCircleSolid, "bg-ui-tag-green-bg text-ui-tag-green-icon"],
  present_card: [CreditCard, "bg-ui-tag-blue-bg text-ui-tag-blue-icon animate-pulse"],
  declined: [XCircle, "bg-ui-tag-orange-bg text-ui-tag-orange-icon"],
  timed_out: [XCircle, "bg-ui-tag-orange-bg text-ui-tag-orange-icon"],
  canceled: [XCircle, "bg-ui-tag-orange-bg text-ui-tag-orange-icon"],
  needs_attention: [ExclamationCircleSolid, "bg-ui-tag-red-bg text-ui-tag-red-icon"],
}
const BUSY = [Spinner, "bg-ui-bg-component text-ui-fg-subtle [&_svg]:animate-spin"] as const

function PhaseIcon({ phase }: { phase: SalePhase }) {
  const [Icon, look] = ICONS[phase] ?? BUSY
  return (
    <span
      className={clx("flex size-16 items-center justify-center rounded-full [&_svg]:size-8", look)}
    >
      <Icon />
    </span>
  )
}

/** Not read out: it would speak every second. */
function SecondsLeft({ sale }: { sale: SaleView | null }) {
  const { t } = useText()
  const until = sale?.card_until
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until) {
      setNow(Date.now())
      const timer = setInterval(() => setNow(Date.now()), SECOND_MS)
      return () => clearInterval(timer)
    }
  }, [until])
  if (!until) {
    return null
  }
  const count = Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND_MS))
  return (
    <Text size="small" className="text-ui-fg-subtle tabular-nums" aria-hidden>
      {t("pay.secondsLeft", { count })}
    </Text>
  )
}

function Actions({ charging, onNext, onBack, onLeave, hasKeys }: Props) {
  const { t } = useText()
  const { phase } = charging
  const wide = "min-h-14 w-full"
  if (phase === "paid" || phase === "needs_attention") {
    return (
      <TouchButton
        autoFocus={phase === "paid"}
        variant="primary"
        size="xlarge"
        shortcut={hasKeys && phase === "paid" ? "F9" : undefined}
        className={wide}
        onClick={onNext}
      >
        {t(phase === "paid" ? "pay.next" : "pay.understood")}
      </TouchButton>
    )
  }
  if (phase === "settling" || phase === "canceling") {
    return <Leave key={phase} phase={phase} onLeave={charging.sale ? onLeave : undefined} />
  }
  return (
    <>
      {isRetryable(phase) ? (
        <TouchButton
          autoFocus
          variant="primary"
          size="xlarge"
          shortcut={hasKeys ? "F9" : undefined}
          className={wide}
          onClick={() => void charging.retry()}
        >
          {t("pay.tryAgain")}
        </TouchButton>
      ) : null}
      {isRetryable(phase) || phase === "canceled" ? (
        <TouchButton
          autoFocus={phase === "canceled"}
          size="xlarge"
          shortcut={hasKeys ? "Escape" : undefined}
          className={wide}
          onClick={onBack}
        >
          {t(hasKeys ? "pay.backToBasket" : "back")}
        </TouchButton>
      ) : null}
      {isCancelable(phase) ? (
        <TouchButton
          size="xlarge"
          shortcut={hasKeys ? "Escape" : undefined}
          className={wide}
          onClick={() => void charging.cancel()}
        >
          {t("pay.cancelPayment")}
        </TouchButton>
      ) : null}
    </>
  )
}

/** Its place is kept from the first moment on; it works when the server is at it for so long that nobody should wait for it. */
function Leave({ phase, onLeave }: { phase: "settling" | "canceling"; onLeave?: () => void }) {
  const { t } = useText()
  const [isStuck, setIsStuck] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsStuck(true), STUCK_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <TouchButton
      size="xlarge"
      className="min-h-14 w-full"
      disabled={!isStuck || !onLeave}
      onClick={onLeave}
    >
      {t(phase === "settling" ? "pay.next" : "pay.backToBasket")}
    </TouchButton>
  )
}
