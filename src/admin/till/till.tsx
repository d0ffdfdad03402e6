import { Container, clx } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import type { ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { Failure, Loading, Note } from "../components/notice"
import { ReceiptActions } from "../components/receipt-actions"
import { useSdkReader } from "../hooks/use-sdk-reader"
import { useText } from "../hooks/use-text"
import { useTill } from "../hooks/use-till"
import { useTillKeys } from "../hooks/use-till-keys"
import { isEmail } from "../lib/email"
import { holdsReader } from "../lib/sale-phase"
import { ArticleSearch } from "./article-search"
import { BasketPanel } from "./basket-panel"
import { CustomerView } from "./customer-view"
import { HeldBy } from "./held-by"
import { LeftSaleEnd } from "./left-sale-end"
import { ParkedView } from "./parked-view"
import { PaymentPanel } from "./payment-panel"
import { SalesView } from "./sales-view"
import { SoldLines } from "./sold-lines"
import { SdkStatus } from "./sdk-status"
import { TillHeader, type View } from "./till-header"

interface Props {
  reader: ReaderView
  onOtherReader: () => void
}

/** Articles at the left, the basket or its payment at the right; nothing covers anything. */
export function Till({ reader, onOtherReader }: Props) {
  const { t } = useText()
  const till = useTill(reader)
  const sdk = useSdkReader(reader, till.charging)
  const [view, setView] = useState<View>("articles")
  const [isDiscounting, setIsDiscounting] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const toField = () => focusField(field.current, root.current)
  const toArticles = () => {
    setView("articles")
    requestAnimationFrame(toField)
  }
  const isOpen = !till.isCharging
  const hasArticles = till.articles.index !== undefined
  useEffect(() => {
    if (isOpen && view === "articles") {
      toField()
    }
  }, [isOpen, view, hasArticles])

  /** Not over what somebody is typing: it would be left out without a word. */
  const unlessTyping = (act: () => void) => () => {
    const unsaved = root.current?.querySelector<HTMLElement>("[data-unsaved]")
    if (unsaved) {
      till.complain(t("basket.unsaved"))
      ;(unsaved.querySelector("input") ?? unsaved).focus()
    } else {
      act()
    }
  }
  const charge = unlessTyping(() => {
    setIsDiscounting(false)
    setView("articles")
    till.startCharge()
  })
  const park = unlessTyping(till.park)
  const { isCharging } = till
  useTillKeys({
    field,
    isCode: (text) => till.articles.index?.byCode(text) !== undefined,
    onScan: (code) => {
      setView("articles")
      till.scan(code)
    },
    onUndo: () => (isCharging ? undefined : till.undo()),
    shortcuts: {
      F2: toArticles,
      F4: isCharging ? undefined : () => setIsDiscounting(!isDiscounting),
      F6: isCharging ? undefined : () => setView("customer"),
      F7: isCharging ? undefined : park,
      F8: () => setView(view === "parked" ? "articles" : "parked"),
      F9: isCharging ? till.goOn : charge,
      F10: () => setView(view === "sales" ? "articles" : "sales"),
      Escape: view === "articles" ? (isCharging ? till.giveUp : undefined) : toArticles,
    },
  })

  const isHeld = reader.busy_sale_id !== null && reader.busy_sale_id !== till.charging.saleId
  return (
    <div
      ref={root}
      tabIndex={-1}
      className={clx(
        "flex h-[calc(100dvh-82px)] min-h-[560px] flex-col gap-y-2 outline-none",
        "[&:fullscreen]:bg-ui-bg-subtle [&:fullscreen]:h-dvh [&:fullscreen]:p-3"
      )}
    >
      <TillHeader
        reader={reader}
        isBusy={isHeld || (isCharging && holdsReader(till.phase))}
        view={view}
        parkedCount={till.parked.length}
        root={root}
        onView={setView}
        onOtherReader={onOtherReader}
      >
        {till.left.map((one) => (
          <LeftSaleEnd key={one.sale_id} left={one} onDone={() => till.forget(one.sale_id)} />
        ))}
        {isHeld && !isCharging && reader.busy_sale_id ? (
          <HeldBy saleId={reader.busy_sale_id} />
        ) : null}
        {till.note ? <Note>{till.note}</Note> : null}
      </TillHeader>
      {reader.way === "sdk" ? <SdkStatus {...sdk} /> : null}
      <p className="sr-only" role="status">
        {till.message}
      </p>
      <div className="grid min-h-0 flex-1 grid-cols-1 gap-2 md:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_400px]">
        <Container className="relative min-h-0 overflow-hidden p-0">
          <Left till={till} view={view} field={field} onClose={toArticles} onView={setView} />
        </Container>
        <Container className="min-h-0 overflow-hidden p-0">
          {isCharging ? (
            <PaymentPanel
              hasKeys
              charging={till.charging}
              amount={till.total}
              currency={till.currency}
              reader={reader}
              said={sdk.said}
              onNext={till.next}
              onBack={till.back}
              onLeave={till.phase === "settling" ? till.next : till.back}
            >
              {till.charging.sale?.is_paid ? (
                <ReceiptActions sale={till.charging.sale} />
              ) : (
                <SoldLines
                  basket={till.basket}
                  sale={till.charging.sale}
                  currency={till.currency}
                />
              )}
            </PaymentPanel>
          ) : (
            <BasketPanel
              basket={till.basket}
              total={till.total}
              offered={till.offered}
              currency={till.currency}
              lastAdded={till.lastAdded}
              problem={isHeld ? null : till.problem}
              undoable={till.undoable}
              isDiscounting={isDiscounting}
              onDiscounting={setIsDiscounting}
              onChange={till.change}
              onUndo={till.undo}
              onPark={park}
              onCustomer={() => setView("customer")}
              onCharge={charge}
              onDone={toField}
            />
          )}
        </Container>
      </div>
    </div>
  )
}

interface LeftProps {
  till: ReturnType<typeof useTill>
  view: View
  field: React.RefObject<HTMLInputElement>
  onView: (view: View) => void
  onClose: () => void
}

function Left({ till, view, field, onClose }: LeftProps) {
  const { t } = useText()
  const { articles } = till
  switch (view) {
    case "parked":
      return (
        <ParkedView
          parked={till.parked}
          currency={till.currency}
          onChange={till.setParked}
          onClose={onClose}
          onResume={(one) => {
            till.resume(one)
            onClose()
          }}
        />
      )
    case "sales":
      return <SalesView onClose={onClose} />
    case "customer":
      return (
        <CustomerView
          customer={till.basket.customer}
          onChoose={(customer) => {
            till.change({ type: "customer", customer })
            // The server sells without it.
            if (customer?.email && !isEmail(customer.email)) {
              till.complain(t("customer.badEmail", { email: customer.email }))
            }
          }}
          onClose={onClose}
        />
      )
    case "articles":
      if (articles.index) {
        return (
          <ArticleSearch
            index={articles.index}
            currency={till.currency}
            field={field}
            onPick={till.add}
            onCode={till.scan}
          />
        )
      }
      return articles.error ? (
        <Failure error={articles.error} onRetry={() => void articles.refetch()} />
      ) : (
        <Loading />
      )
  }
}

/** On a touch screen the keyboard would come up over the articles; a scanner is heard without it. */
function focusField(field: HTMLInputElement | null, root: HTMLElement | null) {
  if (window.matchMedia("(pointer: coarse)").matches) {
    root?.focus()
  } else {
    field?.focus()
  }
}
