import { leaksIn, type Sent } from "../support/shop-window/traffic"

const SHOP = "http://shop.test"
const MEDUSA = "http://medusa.test"
const STRIPE = "http://stripe.test"
const guarded = {
  secrets: ["wp_test_key", "whsec_secret"],
  clientSecrets: ["pi_1_secret_2"],
  mayKnowClientSecrets: [SHOP, STRIPE],
  known: [SHOP, MEDUSA, STRIPE],
}
const sent = (origin: string, more: Partial<Sent> = {}): Sent => ({
  url: `${origin}/a`,
  origin,
  headers: {},
  body: "",
  ...more,
})

/** The check that every journey ends with. */
describe("What a shopper's browser sends", () => {
  it.each<[string, Sent, string]>([
    [
      "the key in a header",
      sent(MEDUSA, { headers: { authorization: "Bearer wp_test_key" } }),
      "own",
    ],
    ["the webhook secret in a body", sent(STRIPE, { body: `{"a":"whsec_secret"}` }), "own"],
    ["the key in an address", sent(SHOP, { url: `${SHOP}/?k=wp_test_key` }), "own"],
    ["a client secret to Medusa", sent(MEDUSA, { body: "pi_1_secret_2" }), "client secret"],
    [
      "a client secret as referrer",
      sent(MEDUSA, { headers: { referer: `${SHOP}/?s=pi_1_secret_2` } }),
      "client secret",
    ],
    ["anything to somebody else", sent("http://ads.test"), "stranger"],
  ])("is a leak: %s", (_, request, what) => {
    expect(leaksIn([request], guarded)).toEqual([expect.stringContaining(what)])
  })

  it("is none: a client secret to Stripe and to the shop's own page", () => {
    const requests = [
      sent(STRIPE, { body: "pi_1_secret_2" }),
      sent(SHOP, { url: `${SHOP}/?s=pi_1_secret_2` }),
    ]
    expect(leaksIn([...requests, sent(MEDUSA)], guarded)).toEqual([])
  })
})
