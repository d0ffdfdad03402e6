import { DEFAULT_ADAPTER } from "../../../clients/billink"
import { ADDRESS, type CartSketch, makeCart } from "./__fixtures__/cart"
import { buildSession } from "./build-session"
import { fingerprintOf } from "./fingerprint"
import type { Language } from "./language"

const ROWS = [{ price: 10 }, { price: 2.5, quantity: 2, rates: [9] }]
const SHIPPING = [{ price: 5 }]

function printOf(sketch: CartSketch, language: Language = "nl") {
  const built = buildSession({
    cart: makeCart({ rows: ROWS, shipping: SHIPPING, ...sketch }),
    orderNumber: "0",
    returnUrls: { success: "", fail: "", back: "", cancel: "" },
    language,
    settings: { adapter: DEFAULT_ADAPTER, countries: ["NL"], limits: {} },
  })
  if (!built.ok) {
    throw new Error(JSON.stringify(built.problems))
  }
  return fingerprintOf(built.session)
}

describe("What a cart and an invoice are compared by", () => {
  const before = printOf({})

  it("is not the language of the shop, whose words differ", () => {
    const rows = ROWS.map((row, index) => ({ ...row, title: `Item ${index}`, variant: "Large" }))
    const shipping = [{ price: 5, title: "Parcel" }]
    const off = [{ price: 10, discount: 1 }]
    expect(printOf({ rows, shipping }, "en")).toBe(before)
    expect(printOf({ rows: off }, "en")).toBe(printOf({ rows: off }, "nl"))
  })

  it.each<[string, CartSketch]>([
    ["an amount", { rows: [{ price: 9.99 }, { price: 2.5, quantity: 2, rates: [9] }] }],
    [
      "how much",
      {
        rows: [
          { price: 5, quantity: 2 },
          { price: 2.5, quantity: 2, rates: [9] },
        ],
      },
    ],
    [
      "the VAT",
      {
        rows: [
          { price: 10, rates: [9] },
          { price: 2.5, quantity: 2, rates: [9] },
        ],
      },
    ],
    [
      "what",
      {
        rows: [
          { price: 10, sku: "OTHER" },
          { price: 2.5, quantity: 2, rates: [9] },
        ],
      },
    ],
    ["whereto", { over: { shipping_address: { ...ADDRESS, city: "Utrecht" } } }],
    ["who", { over: { email: "piet@example.com" } }],
  ])("is %s", (_, sketch) => {
    expect(printOf(sketch)).not.toBe(before)
  })
})
