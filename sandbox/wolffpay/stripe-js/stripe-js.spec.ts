import { Script } from "node:vm"
import request from "supertest"
import { call, confirmed, RETURN } from "../testing/stand-in"
import { MANUAL, start } from "../testing/support"
import { DEBIT_MS } from "./attempts"
import { browserScript } from "./browser-script"

describe("the script", () => {
  it("is one classic script that pages of any origin may load and keep", async () => {
    const { url } = await start()
    const { headers, text } = await request(url)
      .get("/sandbox/stripe.js")
      .set("Origin", "http://shop")
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    })
    expect(() => new Script(text)).not.toThrow()
    expect((await request(url).post("/sandbox/stripe.js")).status).toBe(405)
  })

  it.each(["element-page", "challenge-page"])("%s is valid too", (entry) => {
    expect(() => new Script(browserScript(entry))).not.toThrow()
  })
})

describe("a call of the stand-in", () => {
  it("W11: the key needs its account; without it is invalid, masked, and a violation", async () => {
    const sandbox = await start()
    const { clientSecret } = await sandbox.payment()
    const wrong = [
      { stripeAccount: undefined },
      { stripeAccount: "acct_sandbox_live" },
      { stripeAccount: "acct_other" },
    ]
    for (const keys of wrong) {
      const { status, body } = await call(sandbox, "retrieve", { clientSecret, ...keys })
      expect([status, body]).toEqual([
        401,
        {
          error: {
            type: "invalid_request_error",
            message: "Invalid API Key provided: pk_test_****dbox",
          },
        },
      ])
    }
    expect(sandbox.control.state().violations.map(({ rule }) => rule)).toEqual([
      "W11",
      "W11",
      "W11",
    ])
    const unknown = await call(sandbox, "retrieve", { clientSecret, key: "pk_test_other" })
    expect(unknown.status).toBe(401)
  })

  it("W2: a live key does not see test payments", async () => {
    const sandbox = await start()
    const { clientSecret } = await sandbox.payment()
    const live = { key: "pk_live_sandbox", stripeAccount: "acct_sandbox_live" }
    const { status, body } = await call(sandbox, "retrieve", { clientSecret, ...live })
    expect([status, body.error.code]).toEqual([404, "resource_missing"])
  })

  it("W14: retrieves an intent in Stripe's shape, with the secret alone", async () => {
    const sandbox = await start()
    const { id, clientSecret } = await sandbox.payment()
    const { body, headers } = await call(sandbox, "retrieve", { clientSecret })
    expect(headers["access-control-allow-origin"]).toBe("*")
    expect(body).toMatchObject({
      id,
      object: "payment_intent",
      client_secret: clientSecret,
      amount: 5000,
      currency: "eur",
      status: "requires_payment_method",
      payment_method_types: ["card", "ideal", "sepa_debit"],
      last_payment_error: null,
      next_action: null,
      livemode: false,
    })
    const others = ["pi_1_secret_2", "", undefined, { a: 1 }]
    for (const secret of others) {
      expect((await call(sandbox, "retrieve", { clientSecret: secret })).status).toBe(404)
    }
  })

  it("an unknown call, another method and a body that is no JSON are refused in Stripe's shape", async () => {
    const sandbox = await start()
    const { clientSecret } = await sandbox.payment()
    expect((await call(sandbox, "capture", { clientSecret })).status).toBe(404)
    const get = await request(sandbox.url).get("/sandbox/stripe/retrieve")
    expect([get.status, get.body.error.type]).toEqual([405, "api_error"])
    const text = await request(sandbox.url).post("/sandbox/stripe/retrieve").type("text").send("x")
    expect([text.status, text.body.error.type]).toEqual([415, "api_error"])
  })
})

describe("confirming", () => {
  it.each([
    ["pm_card_visa", {}, "succeeded"],
    ["pm_card_visa", MANUAL, "requires_capture"],
    ["pm_card_threeDSecure2Required", {}, "requires_action"],
    ["pm_ideal", {}, "requires_action"],
    ["pm_sepaDebit", {}, "processing"],
  ])("W18: %s (%j) is then %s", async (method, order, status) => {
    const {
      sandbox,
      id,
      answer: { body },
    } = await confirmed(method, { returnUrl: RETURN }, order)
    expect(body.status).toBe(status)
    expect(sandbox.control.payment(id).status).toBe(status)
  })

  it.each([
    ["en", "Your card has insufficient funds."],
    ["nl", "Er staat niet genoeg geld op je kaart."],
  ])("a decline is told in %s, and the payment stays open", async (locale, message) => {
    const name = "pm_card_chargeDeclinedInsufficientFunds"
    const {
      sandbox,
      clientSecret,
      answer: { body, status },
    } = await confirmed(name, { locale })
    expect([status, body.error]).toMatchObject([
      402,
      { type: "card_error", code: "card_declined", decline_code: "insufficient_funds", message },
    ])
    expect(body.error.payment_intent.last_payment_error).toMatchObject({ message })
    const second = await call(sandbox, "confirm", { clientSecret, paymentMethod: "pm_card_visa" })
    expect(second.body).toMatchObject({ status: "succeeded", last_payment_error: null })
  })

  it.each([
    ["a payment method that is none", "pm_nonsense", {}, "payment_method"],
    ["a name of every object", "toString", {}, "payment_method"],
    ["a method that is not offered", "pm_bancontact", { returnUrl: RETURN }, "payment_method"],
    ["a redirect without a return_url", "pm_ideal", {}, "return_url"],
    ["a return_url that runs code", "pm_ideal", { returnUrl: "javascript:alert(1)" }, "return_url"],
    ["a return_url that is none", "pm_card_visa", { returnUrl: "/klaar" }, "return_url"],
  ])("refuses %s", async (_, method, more, param) => {
    const {
      sandbox,
      id,
      answer: { body, status },
    } = await confirmed(method, more)
    expect([status, body.error.type, body.error.param]).toEqual([
      400,
      "invalid_request_error",
      param,
    ])
    expect(sandbox.control.payment(id).status).toBe("requires_payment_method")
  })

  it("of two tabs only one pays", async () => {
    const { sandbox, clientSecret } = await confirmed("pm_card_visa")
    const again = await call(sandbox, "confirm", { clientSecret, paymentMethod: "pm_card_visa" })
    expect(again.body.error).toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "succeeded" },
    })
    expect(sandbox.control.state().ledger).toMatchObject([{ charged: 5000 }])
  })
})

describe("a direct debit", () => {
  it.each([
    ["pm_sepaDebit", "succeeded"],
    ["pm_sepaDebit_failing", "requires_payment_method"],
  ])("R6: %s is %s after five days", async (method, end) => {
    const { sandbox, id, clientSecret } = await confirmed(method)
    await sandbox.control.advance(DEBIT_MS - 60_000)
    expect(sandbox.control.payment(id).status).toBe("processing")
    await sandbox.control.advance(120_000)
    expect(sandbox.control.payment(id).status).toBe(end)
    const { body } = await call(sandbox, "retrieve", { clientSecret })
    expect(body.last_payment_error === null).toBe(end === "succeeded")
  })

  it("the switchboard may decide earlier, and what was planned no longer happens", async () => {
    const { sandbox, id } = await confirmed("pm_sepaDebit_failing")
    await sandbox.control.succeed(id)
    await sandbox.control.advance(2 * DEBIT_MS)
    expect(sandbox.control.payment(id).status).toBe("succeeded")
  })
})
