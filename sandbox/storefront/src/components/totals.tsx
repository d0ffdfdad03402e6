import { useLanguage } from "../i18n/use-language"

interface Sums {
  currency_code: string
  item_total: number
  discount_total: number
  shipping_total: number
  tax_total: number
  total: number
}

/** Major units, VAT included, as Medusa reckoned them: nothing is added up here. */
export function Totals({ of, isDelivered }: { of: Sums; isDelivered: boolean }) {
  const { t, money } = useLanguage()
  const sum = (amount: number) => money(amount, of.currency_code)
  return (
    <dl className="totals">
      <div>
        <dt>{t.totals.items}</dt>
        <dd>{sum(of.item_total)}</dd>
      </div>
      {of.discount_total > 0 && (
        <div>
          <dt>{t.totals.discount}</dt>
          <dd>−{sum(of.discount_total)}</dd>
        </div>
      )}
      <div>
        <dt>{t.totals.shipping}</dt>
        <dd>{isDelivered ? delivery() : <span className="hint">{t.totals.shippingLater}</span>}</dd>
      </div>
      <div className="total">
        <dt>{t.totals.total}</dt>
        <dd>
          {sum(of.total)}
          <small>{t.totals.vat(sum(of.tax_total))}</small>
        </dd>
      </div>
    </dl>
  )

  function delivery() {
    return of.shipping_total === 0 ? t.totals.free : sum(of.shipping_total)
  }
}
