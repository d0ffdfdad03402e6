import { languageOf } from "./locale"
import { redirectStatusOf, returnAddress } from "./return-address"

const intent = { id: "pi_1", clientSecret: "pi_1_secret_2", status: "succeeded" }

describe("the way back to the shop", () => {
  it("adds Stripe's parameters and keeps the shop's own and its fragment", () => {
    const address = returnAddress(
      "https://shop.example/nl/klaar?cart=7&payment_intent=old#top",
      intent
    )
    expect(address).toBe(
      "https://shop.example/nl/klaar?cart=7&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=succeeded#top"
    )
  })

  it.each([
    ["succeeded", "succeeded"],
    ["requires_capture", "succeeded"],
    ["processing", "pending"],
    ["requires_payment_method", "failed"],
    ["canceled", "failed"],
  ])("%s is told as %s", (status, expected) => {
    expect(redirectStatusOf(status)).toBe(expected)
  })
})

describe("the language", () => {
  it.each([
    ["nl", "en", "nl"],
    ["nl-BE", "en", "nl"],
    ["auto", "nl-NL", "nl"],
    [undefined, "nl", "nl"],
    ["de", "nl", "en"],
    [undefined, "fr", "en"],
  ])("%s in a browser of %s is %s", (locale, browser, expected) => {
    expect(languageOf(locale, browser)).toBe(expected)
  })
})
