import type { Started } from "../testing/support"
import { start } from "../testing/support"
import { feeOf } from "./fees"

const PATH = "/api/v1/payments/terminal"

async function untilWaiting(control: Started["control"]): Promise<void> {
  const waits = () => control.state().readers.some((one) => one.waitingFor !== null)
  while (!waits()) await new Promise((resolve) => setTimeout(resolve, 2))
}

async function counter(sandbox: Started, more: object = {}) {
  const { post, control } = sandbox
  const reader = await control.addReader({ label: "Desk 1" })
  const made = await post(PATH, {
    action: "create_intent",
    amount: 5000,
    description: "Order 456",
    ...more,
  })
  const ids = { readerId: reader.id, paymentIntentId: made.body.data.id }
  const act = (action: string, fields: object = ids) => post(PATH, { action, ...fields })
  const present = async (outcome: "tap" | "decline" | "cancel") => {
    await untilWaiting(control)
    await control.presentCard(reader.id, outcome)
  }
  /** Runs a blocking action, and does something at the reader meanwhile. */
  const during = async (action: string, meanwhile: () => Promise<unknown>) => {
    const [answer] = await Promise.all([act(action).then((one) => one), meanwhile()])
    return answer
  }
  return { reader, made, ids, act, present, during }
}

describe("the terminal", () => {
  it("W19: a connection token is short and simple, with or without a location", async () => {
    const { post, url, apiKey } = await start()
    const path = "/api/v1/terminal/connection-token"
    const given = await post(path, { locationId: "tml_abc123" })
    expect(given.body.data).toEqual({
      secret: expect.stringMatching(/^pst_test_/),
      locationId: "tml_abc123",
    })
    const empty = await fetch(url + path, {
      method: "POST",
      headers: { Authorization: `Bearer ${apiKey}`, "Idempotency-Key": "token-without-body" },
    })
    expect(await empty.json()).toMatchObject({
      data: { locationId: expect.stringMatching(/^tml_/) },
    })
    expect((await post(path, { locationId: "Amsterdam" })).status).toBe(400)
    expect((await post(path, { location: "tml_1" })).status).toBe(400)
  })

  it("W21, W22: an intent for the counter tells its fee and where the money goes", async () => {
    const { made } = await counter(await start())
    const { data } = made.body
    expect(data).toEqual({
      id: expect.stringMatching(/^pi_/),
      clientSecret: expect.stringContaining(`${data.id}_secret_`),
      amount: 5000,
      currency: "eur",
      status: "requires_payment_method",
      captureMethod: "automatic",
      paymentMethodTypes: ["card_present"],
      fee: {
        applicationFeeAmount: 150,
        fixedFee: 25,
        percentageFee: 2.5,
        calculatedPercentageFee: 125,
      },
      connect: {
        destination: expect.stringMatching(/^acct_/),
        onBehalfOf: data.connect.destination,
      },
    })
  })

  it("W22: the percentage is rounded to whole cents", () => {
    expect(feeOf(50, 25, 2.5)).toMatchObject({
      calculatedPercentageFee: 1,
      applicationFeeAmount: 26,
    })
    expect(feeOf(99_999_999, 25, 2.5).calculatedPercentageFee).toBe(2_500_000)
  })

  it.each([
    [{}],
    [{ action: "refund" }],
    [{ action: "create_intent", amount: 49, description: "x" }],
    [{ action: "create_intent", amount: "5000", description: "x" }],
    [{ action: "create_intent", amount: 5000 }],
    [{ action: "create_intent", amount: 5000, description: "x", currency: "usd" }],
    [{ action: "create_intent", amount: 5000, description: "x", paymentMethodTypes: ["card"] }],
    [{ action: "collect_and_process", readerId: "tmr_1" }],
    [{ action: "collect_and_process", readerId: "reader", paymentIntentId: "pi_1" }],
    [{ action: "cancel_reader_action", readerId: "tmr_1", paymentIntentId: "pi_1" }],
    [{ action: "cancel_payment" }],
    [{ action: "capture_payment", paymentIntentId: "pi_1", amount: 5 }],
  ])("W20: %j is refused with 400 and a violation", async (body) => {
    const { post, control } = await start()
    expect((await post(PATH, body)).status).toBe(400)
    expect(control.state().violations).toHaveLength(1)
  })

  it("W23: collect_and_process answers when the card was read", async () => {
    const sandbox = await start()
    const { ids, during, present } = await counter(sandbox)
    const answer = await during("collect_and_process", () => present("tap"))
    expect(answer.body.data).toEqual({
      paymentIntentId: ids.paymentIntentId,
      status: "succeeded",
      amountReceived: 5000,
    })
    expect(sandbox.control.state().deliveries).toMatchObject([{ event: "payment.succeeded" }])
    expect(sandbox.control.payment(ids.paymentIntentId).method).toBe("card_present")
  })

  it("W23: a declined card is a 400 or, by a switch, a status; another card may follow", async () => {
    const sandbox = await start()
    const { during, present } = await counter(sandbox)
    const refused = await during("collect_and_process", () => present("decline"))
    expect(refused.status).toBe(400)
    expect(refused.body.error).toBe("Your card was declined.")
    await sandbox.control.settings({ terminalDecline: "status" })
    const told = await during("collect_and_process", () => present("decline"))
    expect(told.body.data).toMatchObject({ status: "requires_payment_method", amountReceived: 0 })
    const paid = await during("collect_and_process", () => present("tap"))
    expect(paid.body.data.status).toBe("succeeded")
    expect(sandbox.control.state().deliveries.map((one) => one.event)).toEqual([
      "payment.failed",
      "payment.failed",
      "payment.succeeded",
    ])
  })

  it("W23: nobody comes, and the reader gives up at its time", async () => {
    const sandbox = await start()
    const { ids, during } = await counter(sandbox)
    const answer = await during("collect_and_process", async () => {
      await untilWaiting(sandbox.control)
      await sandbox.control.advance(60_000)
    })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toContain("timed out")
    expect(sandbox.control.payment(ids.paymentIntentId).status).toBe("requires_payment_method")
  })

  it("W23: a caller that hangs up does not stop the reader, and its key gives the answer later", async () => {
    const { url, apiKey, control, ...sandbox } = await start()
    const { ids, present } = await counter({ url, apiKey, control, ...sandbox })
    const call = (signal?: AbortSignal) =>
      fetch(url + PATH, {
        method: "POST",
        signal: signal ?? null,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          "Content-Type": "application/json",
          "Idempotency-Key": "collect-at-desk-1",
        },
        body: JSON.stringify({ action: "collect_and_process", ...ids }),
      })
    const abort = new AbortController()
    const first = call(abort.signal).catch(() => "cut")
    await untilWaiting(control)
    abort.abort()
    expect(await first).toBe("cut")
    await present("tap")
    const replay = await call()
    expect(replay.headers.get("idempotent-replayed")).toBe("true")
    expect(await replay.json()).toMatchObject({ data: { status: "succeeded" } })
    expect(control.state().ledger).toMatchObject([{ charged: 5000 }])
  })

  it("W24: collecting and processing are two steps", async () => {
    const sandbox = await start()
    const { act, during, present } = await counter(sandbox, { captureMethod: "manual" })
    expect((await act("process_payment")).status).toBe(400)
    const collected = await during("collect_payment_method", () => present("tap"))
    expect(collected.body.data).toMatchObject({ status: "requires_confirmation" })
    expect(sandbox.control.state().ledger).toMatchObject([{ charged: 0 }])
    const processed = await act("process_payment")
    expect(processed.body.data).toMatchObject({ status: "requires_capture", amountReceived: 0 })
    expect((await act("process_payment")).status).toBe(400)
  })

  it("W24: a card that was declined has to be collected again", async () => {
    const sandbox = await start()
    const { act, during, present } = await counter(sandbox)
    await during("collect_payment_method", () => present("decline"))
    expect((await act("process_payment")).body.error).toBe("Your card was declined.")
    expect((await act("process_payment")).body.error).toContain("No card was collected")
  })

  it("W25: cancel_reader_action frees the reader, and the payment stays open", async () => {
    const sandbox = await start()
    const { ids, act, during } = await counter(sandbox)
    const readerOnly = { readerId: ids.readerId }
    expect((await act("cancel_reader_action", readerOnly)).body.data).toMatchObject({
      status: "idle",
    })
    const answer = await during("collect_and_process", async () => {
      await untilWaiting(sandbox.control)
      const stopped = await act("cancel_reader_action", readerOnly)
      expect(stopped.body.data).toMatchObject({ status: "canceled" })
    })
    expect(answer.status).toBe(400)
    expect(sandbox.control.payment(ids.paymentIntentId).status).toBe("requires_payment_method")
  })

  it("W25: cancel_payment ends the payment and lets a waiting reader go", async () => {
    const sandbox = await start()
    const { ids, act, during } = await counter(sandbox)
    const intentOnly = { paymentIntentId: ids.paymentIntentId }
    const answer = await during("collect_and_process", async () => {
      await untilWaiting(sandbox.control)
      expect((await act("cancel_payment", intentOnly)).body.data.status).toBe("canceled")
    })
    expect(answer.status).toBe(400)
    expect((await act("cancel_payment", intentOnly)).status).toBe(400)
    expect((await act("collect_and_process")).status).toBe(400)
  })

  it("W25: capture_payment takes an authorised amount", async () => {
    const sandbox = await start()
    const { ids, act, during, present } = await counter(sandbox, { captureMethod: "manual" })
    const intentOnly = { paymentIntentId: ids.paymentIntentId }
    expect((await act("capture_payment", intentOnly)).status).toBe(400)
    await during("collect_and_process", () => present("tap"))
    expect((await act("capture_payment", intentOnly)).body.data).toMatchObject({
      status: "succeeded",
      amountReceived: 5000,
    })
  })

  it("W26: a terminal that is switched off is refused with 403 and the documented text", async () => {
    const sandbox = await start()
    const { act, made } = await counter(sandbox)
    expect(made.status).toBe(200)
    const refused = {
      success: false,
      error: "Terminal payments are disabled for this customer.",
    }
    await sandbox.control.settings({ terminalEnabled: false })
    const answer = await act("collect_and_process")
    expect([answer.status, answer.body]).toEqual([403, refused])
    const token = await sandbox.post("/api/v1/terminal/connection-token")
    expect([token.status, token.body]).toEqual([403, refused])
    await sandbox.control.settings({ terminalEnabled: true, capabilities: ["card_payments"] })
    expect((await act("collect_and_process")).status).toBe(403)
  })

  it("W26: a disabled reader is refused with 403 and the documented text, an unknown one with 404", async () => {
    const sandbox = await start()
    const { reader, ids, act } = await counter(sandbox)
    await sandbox.control.setReader(reader.id, { disabled: true })
    const answer = await act("collect_and_process")
    expect(answer.status).toBe(403)
    expect(answer.body.error).toBe("This terminal reader is disabled in WolffPay dashboard.")
    expect((await act("collect_and_process", { ...ids, readerId: "tmr_unknown" })).status).toBe(404)
  })

  it("a reader serves one payment at a time, and a payment one reader", async () => {
    const sandbox = await start()
    const { ids, act, during, present } = await counter(sandbox)
    const other = await counter(sandbox)
    await during("collect_and_process", async () => {
      await untilWaiting(sandbox.control)
      const busy = await act("collect_and_process", { ...other.ids, readerId: ids.readerId })
      expect(busy.body.error).toBe("This terminal reader is busy.")
      const twice = await act("collect_and_process", { ...ids, readerId: other.ids.readerId })
      expect(twice.status).toBe(400)
      await present("tap")
    })
    expect(
      sandbox.control
        .state()
        .ledger.map((one) => one.charged)
        .sort()
    ).toEqual([0, 5000])
  })

  it("an online payment cannot be collected, and a counter payment not paid online", async () => {
    const sandbox = await start()
    const { ids, act, made } = await counter(sandbox)
    const online = await sandbox.payment()
    const fields = { ...ids, paymentIntentId: online.id }
    expect((await act("collect_and_process", fields)).status).toBe(400)
    const { clientSecret } = made.body.data
    const pay = sandbox.control.pay({ clientSecret, method: "card", outcome: "succeed" })
    await expect(pay).rejects.toThrow("not offered")
  })

  it("a reader with a card of its own needs nobody", async () => {
    const sandbox = await start()
    const { reader, act } = await counter(sandbox)
    await sandbox.control.setReader(reader.id, { auto: "tap" })
    expect((await act("collect_and_process")).body.data.status).toBe("succeeded")
  })
})
