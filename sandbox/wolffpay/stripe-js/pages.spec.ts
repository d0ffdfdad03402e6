import request from "supertest"
import { call, confirmed, RETURN } from "../testing/stand-in"
import type { Started } from "../testing/support"
import { start } from "../testing/support"

describe("the bank's page", () => {
  const press = ({ url }: Started, attempt: string, answer: string) =>
    request(url).post("/sandbox/bank").query({ attempt }).type("form").send({ answer }).redirects(0)

  it.each([
    ["pay", "succeeded", "succeeded"],
    ["decline", "requires_payment_method", "failed"],
    ["cancel", "requires_payment_method", "failed"],
  ])("%s: the payment is %s and the shop hears %s", async (answer, status, told) => {
    const { sandbox, id, clientSecret, attempt } = await confirmed("pm_ideal", {
      returnUrl: RETURN,
    })
    const { headers, status: code } = await press(sandbox, attempt(), answer)
    const back = new URL(headers["location"] ?? "")
    expect([code, back.origin, back.searchParams.get("cart")]).toEqual([
      303,
      "https://shop.example",
      "7",
    ])
    expect(back.searchParams.get("payment_intent")).toBe(id)
    expect(back.searchParams.get("payment_intent_client_secret")).toBe(clientSecret)
    expect(back.searchParams.get("redirect_status")).toBe(told)
    expect(sandbox.control.payment(id).status).toBe(status)
  })

  it("shows amount and order, may end at the shop only, and in no frame", async () => {
    const order = { description: "<b>Order</b> 1" }
    const {
      sandbox,
      answer: { body },
    } = await confirmed("pm_ideal", { returnUrl: RETURN, locale: "nl" }, order)
    const { url } = body.next_action.redirect_to_url as { url: string }
    expect(url).toMatch(new RegExp(`^${sandbox.url}/sandbox/bank\\?attempt=sat_`))
    const { text, headers } = await request(url).get("")
    expect(text).toContain('<html lang="nl">')
    expect(text).toMatch(/€\s50,00/)
    expect(text).toContain("&lt;b&gt;Order&lt;/b&gt; 1")
    const policy = headers["content-security-policy"]
    expect(policy).toContain("form-action 'self' https://shop.example;")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it("answers once: a second press, and a press on an earlier page, change nothing", async () => {
    const first = await confirmed("pm_ideal", { returnUrl: RETURN })
    const { sandbox, id, clientSecret } = first
    const old = first.attempt()
    await call(sandbox, "confirm", { clientSecret, paymentMethod: "pm_ideal", returnUrl: RETURN })
    expect((await press(sandbox, old, "pay")).status).toBe(410)
    expect(sandbox.control.payment(id).status).toBe("requires_action")
    await press(sandbox, first.attempt(), "pay")
    const again = await press(sandbox, first.attempt(), "cancel")
    expect([again.status, again.headers["location"]]).toEqual([
      303,
      expect.stringContaining("redirect_status=succeeded"),
    ])
    expect(sandbox.control.payment(id).status).toBe("succeeded")
    expect(sandbox.control.state().deliveries).toHaveLength(1)
    const page = await request(sandbox.url).get("/sandbox/bank").query({ attempt: first.attempt() })
    expect(page.text).not.toContain("<form")
    expect(page.text).toContain("redirect_status=succeeded")
  })

  it("refuses an answer that is none, and an attempt that it does not know", async () => {
    const { sandbox, id, attempt } = await confirmed("pm_ideal", { returnUrl: RETURN })
    expect((await press(sandbox, attempt(), "maybe")).status).toBe(400)
    expect((await press(sandbox, "sat_other", "pay")).status).toBe(410)
    expect((await request(sandbox.url).get("/sandbox/bank")).status).toBe(410)
    expect(sandbox.control.payment(id).status).toBe("requires_action")
  })
})

describe("3-D Secure", () => {
  const press = ({ url }: Started, attempt: string, answer: string) =>
    request(url)
      .post("/sandbox/elements/challenge")
      .query({ attempt })
      .type("form")
      .send({ answer })

  it.each([
    ["pm_card_threeDSecure2Required", "pay", "succeeded", undefined],
    [
      "pm_card_threeDSecure2Required",
      "cancel",
      "requires_payment_method",
      "payment_intent_authentication_failure",
    ],
    [
      "pm_card_threeDSecureRequiredChargeDeclined",
      "pay",
      "requires_payment_method",
      "card_declined",
    ],
  ])("%s, %s: %s (%s)", async (method, answer, status, code) => {
    const { sandbox, clientSecret, attempt } = await confirmed(method)
    await press(sandbox, attempt(), answer)
    const { body } = await call(sandbox, "retrieve", { clientSecret })
    expect([body.status, body.last_payment_error?.code]).toEqual([status, code])
  })

  it("a step that is closed has not confirmed", async () => {
    const { sandbox, clientSecret } = await confirmed("pm_card_threeDSecure2Required")
    const { body } = await call(sandbox, "abandon", { clientSecret })
    expect(body.last_payment_error.code).toBe("payment_intent_authentication_failure")
  })
})

describe("the frames", () => {
  it("may be shown by any page, and nothing of others runs in them", async () => {
    const { url } = await start()
    for (const path of ["payment?methods=card", "card", "challenge?attempt=x"]) {
      const { headers, text } = await request(url).get(`/sandbox/elements/${path}`)
      expect(headers["content-security-policy"]).toMatch(/script-src 'self'.*frame-ancestors \*$/)
      expect(text).not.toMatch(/<[^>]+ on[a-z]+=|<[^>]+ style=|<script>/)
    }
    expect((await request(url).get("/sandbox/elements/other")).status).toBe(404)
    expect((await request(url).get("/sandbox/elements/toString")).status).toBe(404)
  })

  it("show only known methods, and no field that the shop asks for itself", async () => {
    const { url } = await start()
    const get = (query: object) => request(url).get("/sandbox/elements/payment").query(query)
    const { text } = await get({ methods: "ideal,<b>,sepa_debit,ideal", hide: "email", lang: "nl" })
    expect(text.match(/data-method="[^"]*"/g)).toEqual([
      'data-method="ideal"',
      'data-method="sepa_debit"',
    ])
    expect(text).toContain('id="name"')
    expect(text).not.toContain('id="email"')
    expect((await get({ lang: "nl" })).text).toContain("geen betaalmethode")
  })
})
