import request from "supertest"
import { MANUAL, start } from "../testing/support"

describe("the shopper's side", () => {
  it("pays with the client secret alone, from a page of any origin", async () => {
    const { url, payment, control } = await start()
    const { id, clientSecret } = await payment()
    const answer = await request(url)
      .post("/sandbox/pay")
      .set("Origin", "http://localhost:8000")
      .send({ clientSecret, method: "ideal", outcome: "succeed" })
    expect(answer.body).toMatchObject({ success: true, data: { id, status: "succeeded" } })
    expect(answer.headers["access-control-allow-origin"]).toBe("*")
    expect(control.payment(id)).toMatchObject({ method: "ideal", captured: 5000 })
    const preflight = await request(url).options("/sandbox/pay")
    expect(preflight.status).toBe(204)
    const looked = await request(url).get("/sandbox/pay").query({ clientSecret })
    expect(looked.body.data.status).toBe("succeeded")
  })

  it.each([
    [
      "an unknown secret",
      { clientSecret: "pi_1_secret_2", method: "card", outcome: "succeed" },
      404,
    ],
    ["a method that is not offered", { method: "bancontact", outcome: "succeed" }, 400],
    ["an unknown outcome", { method: "card", outcome: "maybe" }, 400],
    ["an unknown field", { method: "card", outcome: "succeed", amount: 1 }, 400],
    ["a counter method", { method: "card_present", outcome: "succeed" }, 400],
  ])("refuses %s", async (_, body, status) => {
    const { url, payment, control } = await start()
    const { id, clientSecret } = await payment()
    const answer = await request(url)
      .post("/sandbox/pay")
      .send({ clientSecret, ...body })
    expect(answer.status).toBe(status)
    expect(control.payment(id).status).toBe("requires_payment_method")
  })

  it("W18: decline, confirmation, processing and success follow one another", async () => {
    const { payment, control } = await start()
    const { id, clientSecret } = await payment()
    const pay = (outcome: string) => control.pay({ clientSecret, method: "sepa_debit", outcome })
    await pay("decline")
    expect(control.payment(id).status).toBe("requires_payment_method")
    await pay("require_action")
    expect(control.payment(id).status).toBe("requires_action")
    await pay("process")
    expect(control.payment(id).status).toBe("processing")
    await expect(pay("succeed")).rejects.toThrow("its status is processing")
    await control.fail(id)
    expect(control.payment(id).status).toBe("requires_payment_method")
    await pay("process")
    await control.succeed(id)
    expect(control.payment(id).status).toBe("succeeded")
    await control.fail(id)
    expect(control.payment(id).status).toBe("failed")
  })

  it("of two tabs that pay at the same time one does, and the shopper is charged once", async () => {
    const { url, payment, control } = await start()
    const { clientSecret } = await payment()
    const pay = () =>
      request(url).post("/sandbox/pay").send({ clientSecret, method: "card", outcome: "succeed" })
    const answers = await Promise.all([pay(), pay()])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 400])
    expect(control.state().ledger).toMatchObject([{ charged: 5000 }])
    expect(control.state().deliveries).toHaveLength(1)
  })

  it("a payment latency keeps a success in processing until the clock gets there", async () => {
    const { payment, control } = await start({ paymentLatencyMs: 60_000 })
    const { id, clientSecret } = await payment()
    await control.pay({ clientSecret, method: "ideal", outcome: "succeed" })
    expect(control.payment(id).status).toBe("processing")
    await control.advance(59_000)
    expect(control.payment(id).status).toBe("processing")
    await control.advance(1_500)
    expect(control.payment(id)).toMatchObject({ status: "succeeded", settlesAt: null })
  })

  it("an authorised payment can run out, without an event", async () => {
    const { paid, control } = await start()
    const { id } = await paid(MANUAL)
    await control.expire(id)
    expect(control.payment(id)).toMatchObject({ status: "canceled", captured: 0 })
    expect(control.state().deliveries).toEqual([])
  })
})
