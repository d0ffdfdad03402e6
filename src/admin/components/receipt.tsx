import { Fragment, type ReactNode } from "react"
import { createPortal } from "react-dom"
import { useText } from "../hooks/use-text"
import type { ReceiptView } from "../../api/admin/wolffpay/terminal/views"

// Paper of 80 mm; printers keep some 4 mm of it at each side for themselves.
const PRINT = `
.wolffpay-print { display: none }
@media print {
  @page { size: 80mm auto; margin: 2mm }
  html, body { height: auto !important; overflow: visible !important; background: #fff !important }
  body > *:not(.wolffpay-print) { display: none !important }
  .wolffpay-print { display: block; width: 72mm; margin: 0 auto; color: #000 }
}`

interface Props {
  receipt: ReceiptView
  isPrinting: boolean
}

/** The same receipt on the screen and, alone, on paper. */
export function Receipt({ receipt, isPrinting }: Props) {
  return (
    <>
      <div className="shadow-elevation-card-rest mx-auto w-full max-w-80 rounded bg-white p-4">
        <Paper receipt={receipt} />
      </div>
      {isPrinting
        ? createPortal(
            <div className="wolffpay-print" aria-hidden>
              <style>{PRINT}</style>
              <Paper receipt={receipt} />
            </div>,
            document.body
          )
        : null}
    </>
  )
}

function Paper({ receipt: { shop, sale, payment } }: { receipt: ReceiptView }) {
  const { t, money, moment } = useText()
  const price = (amount: number) => money(amount, sale.currency_code)
  return (
    <div className="text-[13px] leading-[18px] text-black">
      <p className="text-center text-[15px] font-semibold">{shop.name}</p>
      {shop.address.map((line) => (
        <p key={line} className="text-center">
          {line}
        </p>
      ))}
      {shop.vat_number ? (
        <p className="text-center">
          {t("receipt.vatNumber")} {shop.vat_number}
        </p>
      ) : null}
      {sale.items.length > 0 ? <Rule /> : null}
      {sale.items.map((item, at) => (
        <Fragment key={at}>
          <Row
            left={`${item.quantity} × ${nameOf(item)}`}
            right={price(item.total + item.discount_amount)}
          />
          {item.discount_amount > 0 ? (
            <Row left={`  ${t("basket.discount")}`} right={price(-item.discount_amount)} />
          ) : null}
        </Fragment>
      ))}
      <Rule />
      <div className="text-[16px] font-semibold">
        <Row left={t("basket.total")} right={price(sale.amount)} />
      </div>
      <Row left={t("receipt.card")} right={price(payment.paid_amount)} />
      {sale.refunded_amount > 0 ? (
        <Row left={t("receipt.refunded")} right={price(-sale.refunded_amount)} />
      ) : null}
      {sale.tax.length > 0 ? <Rule /> : null}
      {sale.tax.map(({ rate, net, tax }) => (
        <Row key={rate} left={t("receipt.vat", { rate, net: price(net) })} right={price(tax)} />
      ))}
      <Rule />
      {sale.order_display_id === null ? null : (
        <Row left={t("receipt.order")} right={`#${sale.order_display_id}`} />
      )}
      <Row left={t("receipt.date")} right={moment(sale.created_at)} />
      {sale.sold_by.name ? <Row left={t("receipt.soldBy")} right={sale.sold_by.name} /> : null}
      {payment.reference ? (
        <p className="break-all">
          {t("receipt.reference")} {payment.reference}
        </p>
      ) : null}
      <p className="pt-3 text-center">{t("receipt.thanks")}</p>
    </div>
  )
}

function nameOf({ title, variant_title }: { title: string; variant_title: string | null }) {
  return variant_title ? `${title}, ${variant_title}` : title
}

function Row({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <p className="flex justify-between gap-x-2">
      <span className="min-w-0">{left}</span>
      <span className="shrink-0 tabular-nums">{right}</span>
    </p>
  )
}

function Rule() {
  return <div aria-hidden className="my-2 border-t border-dashed border-black" />
}
