import { adviseMerchant } from "./merchant-advice"

describe("adviseMerchant (W6)", () => {
  it.each([
    [400, "Invalid amount. Minimum is 50 cents.", /0\.50 and 999,999\.99/],
    [400, "Stripe Connect not configured", /onboarding/],
    [403, "Terminal payments are disabled for this customer.", /ask WolffPay/],
    [403, "This terminal reader is disabled in WolffPay dashboard.", /switch it on/],
    [400, "STRIPE CONNECT NOT CONFIGURED", /onboarding/],
  ])("%i %s", (status, text, advice) => {
    expect(adviseMerchant(status, text)).toMatch(advice)
  })

  it.each([undefined, "", "Something else", "Idempotency-Key header is required"])(
    "has no better advice about %j",
    (text) => {
      expect(adviseMerchant(400, text)).toBeUndefined()
    }
  )
})
