import type { TerminalSaleRow } from "../tables/terminal-sale-row"
import { servedBy } from "./clerk-name"

export type ReceiptHead = { name: string; address: readonly string[]; vat_number: string | null }
export type ReceiptLanguage = "nl" | "en"

type Sale = Pick<
  TerminalSaleRow,
  | "items"
  | "tax"
  | "amount"
  | "currency"
  | "order_display_id"
  | "intent_id"
  | "created_at"
  | "sold_by_name"
> & { refunded_amount: number }

const TEXTS = {
  nl: {
    subject: (shop: string) => `Je bon van ${shop}`,
    vatNumber: "Btw-nummer",
    order: "Bestelling",
    discount: "Korting",
    total: "Totaal",
    paid: "Betaald met kaart",
    refunded: "Terugbetaald",
    reference: "Kenmerk",
    vat: (rate: string) => `Btw ${rate} %`,
    over: "over",
    servedBy: "Geholpen door",
    locale: "nl-NL",
  },
  en: {
    subject: (shop: string) => `Your receipt from ${shop}`,
    vatNumber: "VAT number",
    order: "Order",
    discount: "Discount",
    total: "Total",
    paid: "Paid by card",
    refunded: "Refunded",
    reference: "Reference",
    vat: (rate: string) => `VAT ${rate} %`,
    over: "of",
    servedBy: "Served by",
    locale: "en-GB",
  },
} as const

/** The till's receipt as an e-mail without markup: it says what the printed one says. Amounts are minor units. */
export function receiptText(
  sale: Sale,
  shop: ReceiptHead,
  language: ReceiptLanguage
): { subject: string; text: string } {
  const texts = TEXTS[language]
  const money = new Intl.NumberFormat(texts.locale, { style: "currency", currency: sale.currency })
  const amount = (minor: number) => money.format(minor / 100)
  const rate = (percent: number) => new Intl.NumberFormat(texts.locale).format(percent)
  const moment = new Intl.DateTimeFormat(texts.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Amsterdam",
  })
  const lines = sale.items.flatMap((item) => [
    `${item.quantity} × ${[item.title, item.variant_title].filter(Boolean).join(", ")}  ${amount(item.total + item.discount_amount)}`,
    ...(item.discount_amount > 0
      ? [`    ${texts.discount}  ${amount(-item.discount_amount)}`]
      : []),
  ])
  const parts = [
    [shop.name, ...shop.address],
    shop.vat_number ? [`${texts.vatNumber}: ${shop.vat_number}`] : [],
    [
      moment.format(sale.created_at),
      ...(sale.order_display_id === null ? [] : [`${texts.order} #${sale.order_display_id}`]),
    ],
    lines,
    [`${texts.total}  ${amount(sale.amount)}`],
    sale.tax.map(
      (one) => `${texts.vat(rate(one.rate))} ${texts.over} ${amount(one.net)}  ${amount(one.tax)}`
    ),
    [
      `${texts.paid}  ${amount(sale.amount)}`,
      ...(sale.refunded_amount > 0 ? [`${texts.refunded}  ${amount(-sale.refunded_amount)}`] : []),
      ...(sale.intent_id ? [`${texts.reference}: ${sale.intent_id}`] : []),
      ...(servedBy(sale.sold_by_name) ? [`${texts.servedBy} ${sale.sold_by_name}`] : []),
    ],
  ]
  return {
    subject: texts.subject(shop.name),
    text: parts
      .filter((part) => part.length > 0)
      .map((part) => part.join("\n"))
      .join("\n\n"),
  }
}
