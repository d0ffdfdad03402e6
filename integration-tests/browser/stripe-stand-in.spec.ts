import { describeStandIn } from "../support/stand-in-suite"
import { waitUntil } from "../support/wait"

const DAY_MS = 86_400_000

describeStandIn("The stand-in for Stripe.js under the real packages", (current) => {
  it("W10-W14: a card pays, and the shop gets Stripe's answer", async () => {
    const s = current()
    const { id, clientSecret } = await s.begin()
    await s.fillCard("4242 4242 4242 4242")
    const { paymentIntent } = await s.pay()
    expect(paymentIntent).toMatchObject({
      id,
      object: "payment_intent",
      status: "succeeded",
      amount: 2495,
      currency: "eur",
      client_secret: clientSecret,
      next_action: null,
      last_payment_error: null,
    })
    expect(s.sandbox.control.payment(id)).toMatchObject({ status: "succeeded", method: "card" })
  })

  it("a declined card may be followed by another", async () => {
    const s = current()
    const { id } = await s.begin()
    await s.fillCard("4000 0000 0000 9995")
    expect((await s.pay()).error).toMatchObject({
      type: "card_error",
      code: "card_declined",
      decline_code: "insufficient_funds",
      message: "Your card has insufficient funds.",
      payment_intent: { id, status: "requires_payment_method" },
    })
    await s.fillCard("4242424242424242")
    expect((await s.pay()).paymentIntent?.status).toBe("succeeded")
    await s.sandbox.control.webhooksIdle()
    const events = s.sandbox.control.state().deliveries.map((delivery) => delivery.event)
    expect(events).toEqual(["payment.failed", "payment.succeeded"])
  })

  it("3-D Secure: the shopper fails, then authorises", async () => {
    const s = current()
    const { id } = await s.begin()
    await s.fillCard("4000 0000 0000 3220")
    await s.pressPay()
    await s.step.getByRole("button", { name: "Fail" }).click()
    expect((await s.result()).error).toMatchObject({
      code: "payment_intent_authentication_failure",
    })
    expect(s.statusOf(id)).toBe("requires_payment_method")

    await s.pressPay()
    await s.step.getByRole("button", { name: "Authorise" }).waitFor()
    expect(s.statusOf(id)).toBe("requires_action")
    await s.step.getByRole("button", { name: "Authorise" }).click()
    expect((await s.result()).paymentIntent?.status).toBe("succeeded")
    expect(await s.page.locator("dialog").count()).toBe(0)
  })

  it("iDEAL goes by the bank and comes back with Stripe's parameters and the shop's own", async () => {
    const s = current()
    const { id, clientSecret } = await s.begin({ return: `${s.shop.url}/return?cart=7` })
    await s.choose("iDEAL")
    await s.pressPay()
    await s.atBank()
    expect(await s.page.locator("main").innerText()).toMatch(/€24\.95[\s\S]*Theepot 7/)
    expect(s.statusOf(id)).toBe("requires_action")
    await s.page.getByRole("button", { name: /^Pay/ }).click()
    const { pathname, searchParams } = await s.returned()
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      "/return",
      {
        cart: "7",
        payment_intent: id,
        payment_intent_client_secret: clientSecret,
        redirect_status: "succeeded",
      },
    ])
    expect(s.sandbox.control.payment(id)).toMatchObject({ status: "succeeded", method: "ideal" })
  })

  it.each([/fail/, /^Cancel/])(
    "a shopper who presses %s at the bank may try again",
    async (name) => {
      const s = current()
      const payment = await s.begin({ return: `${s.shop.url}/return` })
      await s.choose("Bancontact")
      await s.pressPay()
      await s.atBank()
      await s.page.getByRole("button", { name }).click()
      expect((await s.returned()).searchParams.get("redirect_status")).toBe("failed")
      expect(s.statusOf(payment.id)).toBe("requires_payment_method")

      await s.openCheckout(payment.clientSecret, { redirect: "if_required" })
      await s.fillCard("4242424242424242")
      expect((await s.pay()).paymentIntent?.status).toBe("succeeded")
    }
  )

  it("R6: SEPA is on its way for days, and then fails", async () => {
    const s = current()
    const { id } = await s.begin()
    await s.choose("SEPA Direct Debit")
    await s.frame.getByLabel("Email").fill("kopje@example.com")
    await s.frame.getByLabel("Name").fill("A. Shopper")
    await s.frame.getByLabel("IBAN").fill("NL91 ABNA 0417 1643 00")
    expect((await s.pay()).paymentIntent?.status).toBe("processing")
    await s.sandbox.control.advance(4 * DAY_MS)
    expect(s.statusOf(id)).toBe("processing")
    await s.sandbox.control.advance(2 * DAY_MS)
    await waitUntil("the debit failed", () => s.statusOf(id) === "requires_payment_method")
  })

  it("leaves for the return page after every success, unless told otherwise", async () => {
    const s = current()
    const { id } = await s.begin({ redirect: "always", return: `${s.shop.url}/return` })
    await s.fillCard("5555 5555 5555 4444")
    await s.pressPay()
    expect((await s.returned()).searchParams.get("redirect_status")).toBe("succeeded")
    expect(s.statusOf(id)).toBe("succeeded")
  })

  it("the Card Element of older storefronts pays, with 3-D Secure", async () => {
    const s = current()
    await s.begin({ form: "card" }, ["card"])
    await s.fillCard("4000 0025 0000 3155")
    await s.pressPay()
    await s.step.getByRole("button", { name: "Authorise" }).click()
    expect((await s.result()).paymentIntent?.status).toBe("succeeded")
  })
})
