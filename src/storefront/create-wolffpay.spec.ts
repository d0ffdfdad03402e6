import { checkout } from "./__fixtures__/checkout"
import {
  CART,
  cart,
  CONFIG,
  networkDown,
  refused,
  refusedBySdk,
} from "./__fixtures__/scripted-shop"
import { en } from "./messages-en"
import { nl } from "./messages-nl"

describe("The browser's configuration", () => {
  it("is asked for once by all who need it at the same time", async () => {
    const { wolffpay, shop } = checkout()
    await Promise.all([wolffpay.config(), wolffpay.stripe(), wolffpay.startSession(CART)])
    expect(shop.count("config")).toBe(1)
  })

  it("is asked for anew later: the account may have been opened or closed", async () => {
    const closed = { ...CONFIG, chargesEnabled: false }
    const { wolffpay } = checkout({ config: [closed, CONFIG] })
    expect(await wolffpay.config()).toEqual(closed)
    expect(await wolffpay.config()).toEqual(CONFIG)
  })

  it("is asked for again after a failure", async () => {
    const { wolffpay } = checkout({ config: [refused(500), CONFIG] })
    await expect(wolffpay.config()).rejects.toMatchObject({
      name: "WolffPayError",
      code: "service_unavailable",
      message: en.service_unavailable,
    })
    expect(await wolffpay.config()).toEqual(CONFIG)
  })

  it.each([
    ["not_configured", refused(404), { regions: [] }],
    ["service_unavailable", networkDown, { regions: [] }],
    // WolffPay refuses the shop's own key: not something that the storefront's key can mend.
    ["service_unavailable", refused(400, "not_allowed"), { regions: [] }],
    ["service_unavailable", refused(400, "not_allowed", "service_unavailable"), refused(400)],
    ["service_unavailable", refusedBySdk(400), networkDown],
    ["wrong_publishable_key", refusedBySdk(400), refusedBySdk(400)],
    ["wrong_publishable_key", refused(400, "not_allowed"), refused(400, "not_allowed")],
    ["wrong_publishable_key", refused(401), { regions: [] }],
    [
      "missing_publishable_key",
      refusedBySdk(
        400,
        "Publishable API key required in the request header: x-publishable-api-key."
      ),
      { regions: [] },
    ],
  ])("tells %s apart by what Medusa answers, not by its words", async (code, config, regions) => {
    const { wolffpay } = checkout({ config: [config], regions: [regions] })
    await expect(wolffpay.config()).rejects.toMatchObject({ code, cause: config })
  })
})

describe("Stripe.js", () => {
  it("is loaded once, with the platform's key and the shop's account (W11)", async () => {
    const { wolffpay, loadStripe } = checkout({}, undefined, { locale: "nl" })
    const [one, other] = await Promise.all([wolffpay.stripe(), wolffpay.stripe()])
    expect(one).toBe(other)
    expect(loadStripe.mock.calls).toEqual([
      ["pk_test_platform", { stripeAccount: "acct_shop", locale: "nl" }],
    ])
  })

  it.each([
    ["rejects", () => Promise.reject(new Error("Failed to load Stripe.js"))],
    ["gives nothing, as on a server", () => Promise.resolve(null)],
  ])("is loaded again after loading it %s", async (_, fail) => {
    const { wolffpay, loadStripe } = checkout()
    loadStripe.mockImplementationOnce(fail as never)
    await expect(wolffpay.stripe()).rejects.toMatchObject({ code: "stripe_unreachable" })
    expect(await wolffpay.stripe()).toBeDefined()
  })
})

describe("What the shopper reads", () => {
  const problemIn = async (options: Parameters<typeof checkout>[2]) => {
    const { wolffpay } = checkout({ cart: [refused(404)] }, undefined, options)
    const error = await wolffpay.startSession(CART).catch((caught: unknown) => caught)
    return (error as Error).message
  }

  it("is in the language that was chosen", async () => {
    expect(await problemIn({ locale: "nl" })).toBe(nl.cart_not_found)
    expect(await problemIn({ locale: "en" })).toBe(en.cart_not_found)
  })

  it.each([
    ["nl", "en-GB", nl],
    ["nl-BE", "en", nl],
    ["en", "nl", en],
    ["", "nl-NL", nl],
    ["", "de", en],
    ["nlx", "en", en],
  ])("is else that of the page (%s), then of the browser (%s)", async (lang, language, words) => {
    const global = globalThis as unknown as Record<string, unknown>
    const navigator = Object.getOwnPropertyDescriptor(globalThis, "navigator")
    global.document = { documentElement: { lang } }
    Object.defineProperty(globalThis, "navigator", { value: { language }, configurable: true })
    try {
      expect(await problemIn({ locale: undefined })).toBe(words.cart_not_found)
    } finally {
      delete global.document
      delete global.navigator
      if (navigator) {
        Object.defineProperty(globalThis, "navigator", navigator)
      }
    }
  })

  it("may be the shop's own words, for one language or for both", async () => {
    const messages = { cart_not_found: "Gone.", nl: { cart_not_found: "Weg." } }
    expect(await problemIn({ locale: "en", messages })).toBe("Gone.")
    expect(await problemIn({ locale: "nl", messages })).toBe("Weg.")
  })

  it("describes whatever was thrown", () => {
    const { wolffpay } = checkout()
    const strange = new Error("strange")
    expect(wolffpay.describe(strange)).toMatchObject({
      code: "service_unavailable",
      message: en.service_unavailable,
      cause: strange,
    })
    const known = wolffpay.describe(strange)
    expect(wolffpay.describe(known)).toBe(known)
  })

  it("keeps carts apart", async () => {
    const { wolffpay, shop } = checkout({ cart: [{ cart: cart({}, []) }] })
    await Promise.all([wolffpay.startSession("cart_a"), wolffpay.startSession("cart_b")])
    expect(shop.count("session")).toBe(2)
  })
})
