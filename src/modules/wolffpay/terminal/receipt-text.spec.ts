import { receiptText } from "./receipt-text"

const SHOP = {
  name: "Winkel aan de Gracht",
  address: ["Oudegracht 120", "3511 AW Utrecht"],
  vat_number: "NL000099998B57",
}
const SALE = {
  items: [
    {
      title: "Thee",
      variant_title: "Groen",
      sku: "TEA",
      quantity: 2,
      unit_amount: 1000,
      discount_amount: 150,
      total: 1850,
      tax_rate: 9,
    },
    {
      title: "Theepot",
      variant_title: null,
      sku: null,
      quantity: 1,
      unit_amount: 249_500,
      discount_amount: 0,
      total: 249_500,
      tax_rate: 21,
    },
  ],
  tax: [
    { rate: 9, net: 1697, tax: 153 },
    { rate: 21, net: 206_198, tax: 43_302 },
  ],
  amount: 251_350,
  currency: "eur",
  order_display_id: 12,
  intent_id: "pi_1",
  created_at: new Date("2026-07-01T22:30:00Z"),
  sold_by_name: "Demo Beheer",
  refunded_amount: 0,
}
/** Intl puts spaces into amounts that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ")
const textIn = (language: "nl" | "en", sale: Partial<typeof SALE> = {}, shop = SHOP) =>
  plain(receiptText({ ...SALE, ...sale }, shop, language).text)

describe("receiptText", () => {
  it("is a whole receipt in Dutch, at the time of the Netherlands", () => {
    expect(plain(receiptText(SALE, SHOP, "nl").subject)).toBe("Je bon van Winkel aan de Gracht")
    expect(textIn("nl")).toBe(
      [
        "Winkel aan de Gracht\nOudegracht 120\n3511 AW Utrecht",
        "Btw-nummer: NL000099998B57",
        "2 juli 2026 om 00:30\nBestelling #12",
        "2 × Thee, Groen  € 20,00\n    Korting  € -1,50\n1 × Theepot  € 2.495,00",
        "Totaal  € 2.513,50",
        "Btw 9 % over € 16,97  € 1,53\nBtw 21 % over € 2.061,98  € 433,02",
        "Betaald met kaart  € 2.513,50\nKenmerk: pi_1\nGeholpen door Demo Beheer",
      ].join("\n\n")
    )
  })

  it("says the same in English", () => {
    const text = textIn("en")
    expect(text).toContain("2 × Thee, Groen  €20.00\n    Discount  -€1.50")
    expect(text).toContain("VAT 21 % of €2,061.98  €433.02")
    expect(text).toContain("Paid by card  €2,513.50")
    expect(text).not.toMatch(/Totaal|Btw|Korting/)
  })

  it("says what was given back since", () => {
    expect(textIn("nl", { refunded_amount: 500 })).toContain(
      "Betaald met kaart  € 2.513,50\nTerugbetaald  € -5,00"
    )
  })

  it("has lines that add up where VAT makes a piece no whole number of cents", () => {
    // 3 × 8.26 without VAT at 21 %: 29.98, not 3 × 9.99.
    const item = {
      ...SALE.items[0],
      quantity: 3,
      unit_amount: 999,
      discount_amount: 0,
      total: 2998,
    }
    const text = textIn("nl", { items: [item], amount: 2998 })
    expect(text).toContain("3 × Thee, Groen  € 29,98")
    expect(text).toContain("Totaal  € 29,98")
  })

  it("leaves out what is not known", () => {
    const bare = { order_display_id: null, intent_id: null, tax: [] } as never
    const text = textIn("nl", bare, { ...SHOP, vat_number: null } as never)
    expect(text).not.toMatch(/null|undefined|Bestelling|Kenmerk|Btw|Terugbetaald|\n\n\n/)
  })

  it("names nobody when a program sold it with an API key", () => {
    expect(textIn("nl", { sold_by_name: "API key" })).not.toMatch(/Geholpen|API key/)
  })
})
