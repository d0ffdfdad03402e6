import { describeStandIn } from "../support/stand-in-suite"

describeStandIn("What the stand-in for Stripe.js refuses", (current) => {
  it("W11: without stripeAccount, or with another, nothing works", async () => {
    const s = current()
    const { clientSecret, id } = await s.createPayment()
    for (const account of ["", "acct_other"]) {
      await s.openCheckout(clientSecret, { account })
      expect((await s.result()).loaderror).toMatchObject({
        type: "invalid_request_error",
        message: expect.stringMatching(/^Invalid API Key provided/),
      })
    }
    expect(s.statusOf(id)).toBe("requires_payment_method")
    expect(s.sandbox.control.state().violations).toContainEqual(
      expect.objectContaining({ rule: "W11" })
    )
  })

  it("answers an unusable key as Stripe does", async () => {
    const s = current()
    const { clientSecret } = await s.createPayment()
    await s.openCheckout(clientSecret, { key: "sk_test_1" })
    expect((await s.result()).thrown).toBe("IntegrationError")
    // React shows the rejected promise as an error of the s.page.
    s.problems = s.problems.filter((problem) => !problem.includes("secret key"))
    await s.openCheckout(clientSecret, { key: "pk_test_of_another_platform" })
    expect((await s.result()).loaderror?.message).toMatch(
      /^Invalid API Key provided: pk_test_\*{4}form$/
    )
  })

  it("refuses a redirect without an address to come back to, and one that is not http", async () => {
    const s = current()
    const { id } = await s.begin({ redirect: "always" })
    await s.fillCard("4242424242424242")
    expect((await s.pay()).error).toMatchObject({ code: "url_invalid" })
    await s.begin()
    await s.choose("iDEAL")
    expect((await s.pay()).error).toMatchObject({
      type: "invalid_request_error",
      code: "parameter_missing",
    })
    await s.begin({ return: "javascript:alert(1)" })
    await s.choose("iDEAL")
    expect((await s.pay()).error).toMatchObject({ code: "url_invalid" })
    expect(s.statusOf(id)).toBe("requires_payment_method")
  })

  it("says what is wrong with a card before anything is sent", async () => {
    const s = current()
    await s.begin()
    await s.fillCard("4242 4242 4242 4241", "01 / 20", "12")
    expect((await s.pay()).error).toMatchObject({
      type: "validation_error",
      code: "invalid_number",
    })
    const errors = await s.frame
      .locator('[aria-invalid="true"]')
      .evaluateAll((inputs) => inputs.map(({ id }) => id))
    expect(errors).toEqual(["number", "expiry", "cvc"])
    expect(
      await s.frame.locator("#number").evaluate((input) => input === document.activeElement)
    ).toBe(true)
    const calls = s.sandbox.control.state().requests.map((request) => request.path)
    expect(calls).not.toContain("/sandbox/stripe/confirm")
  })

  it("a real card's number does not leave the browser", async () => {
    const s = current()
    await s.begin()
    const sent: string[] = []
    s.page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`))
    await s.fillCard("4111 1111 1111 1111")
    expect((await s.pay()).error?.decline_code).toBe("test_mode_live_card")
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.join("\n")).not.toMatch(/4111|1111/)
  })

  it("a paid payment shows no form again", async () => {
    const s = current()
    const { clientSecret } = await s.begin()
    await s.fillCard("4242424242424242")
    await s.pay()
    await s.openCheckout(clientSecret)
    expect((await s.result()).loaderror?.message).toMatch(/terminal state/)
  })
})
