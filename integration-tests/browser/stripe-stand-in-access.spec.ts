import AxeBuilder from "@axe-core/playwright"
import { describeStandIn } from "../support/stand-in-suite"
import { waitUntil } from "../support/wait"

describeStandIn("The stand-in for Stripe.js for everybody", (current) => {
  it("is paid by keyboard alone", async () => {
    const s = current()
    const { id } = await s.begin()
    const key = (name: string) => s.page.keyboard.press(name)
    await key("Tab")
    await key("ArrowDown")
    await key("ArrowUp")
    for (const text of ["4000000000003220", "1240", "123"]) {
      await key("Tab")
      await s.page.keyboard.type(text)
    }
    expect(await s.frame.locator("#expiry").inputValue()).toBe("12 / 40")
    await key("Escape")
    await key("Tab")
    await key("Enter")
    await s.step.locator("button:focus").waitFor()
    await key("Escape")
    expect((await s.result()).error?.code).toBe("payment_intent_authentication_failure")
    await s.page.getByRole("button", { name: "Pay now" }).focus()
    await key("Enter")
    await s.step.locator("button:focus").waitFor()
    await key("Enter")
    await waitUntil("it is paid", () => s.statusOf(id) === "succeeded")
    const heard = await s.page.evaluate(
      () => (window as unknown as { stripeEvents: string[] }).stripeEvents
    )
    expect(heard).toEqual(
      expect.arrayContaining(["ideal true", "card false", "card true", "escape"])
    )
  })

  describe.each([
    {
      locale: "nl",
      layout: "accordion",
      sepa: "SEPA-incasso",
      number: "Kaartnummer",
      wrong: "Je IBAN is ongeldig.",
      pay: /^Betalen/,
      authorise: "Goedkeuren",
    },
    {
      locale: "en",
      layout: "tabs",
      sepa: "SEPA Direct Debit",
      number: "Card number",
      wrong: "Your IBAN is invalid.",
      pay: /^Pay/,
      authorise: "Authorise",
    },
  ])("in $locale, on a phone of 320 pixels", (texts) => {
    const { locale, layout } = texts

    async function expectGoodPage() {
      const s = current()
      const { violations } = await new AxeBuilder({ page: s.page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      for (const one of s.page.frames()) {
        const overflow = await one.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        )
        expect([one.url(), overflow]).toEqual([one.url(), 0])
      }
    }

    beforeEach(() => current().page.setViewportSize({ width: 320, height: 640 }))

    it(`the Payment Element with ${layout}`, async () => {
      const s = current()
      await s.begin({ locale, layout })
      expect(await s.frame.locator("html").getAttribute("lang")).toBe(locale)
      await s.frame.getByLabel(texts.number).waitFor()
      await s.choose(texts.sepa)
      await s.frame.locator("#iban").fill("NL39RABO0300065265")
      await s.frame.locator("#email").focus()
      await s.frame.getByText(texts.wrong).waitFor()
      await expectGoodPage()
    })

    it("the bank's page and 3-D Secure", async () => {
      const s = current()
      await s.begin({ locale, return: `${s.shop.url}/return` })
      await s.choose("iDEAL")
      await s.pressPay()
      await s.atBank()
      expect(await s.page.locator("html").getAttribute("lang")).toBe(locale)
      await s.page.getByRole("button", { name: texts.pay }).waitFor()
      await expectGoodPage()

      await s.begin({ locale })
      await s.fillCard("4000000000003220")
      await s.pressPay()
      await s.step.getByRole("button", { name: texts.authorise }).waitFor()
      await expectGoodPage()
    })
  })
})
