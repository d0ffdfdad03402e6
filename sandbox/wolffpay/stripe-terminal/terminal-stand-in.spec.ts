import request from "supertest"
import { start } from "../testing/support"
import { till } from "../testing/till"

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe("the stand-in for Stripe Terminal", () => {
  it("is served as one classic script that pages of any origin may load", async () => {
    const { url } = await start()
    const { headers, text } = await request(url).get("/sandbox/stripe-terminal.js")
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
    })
    expect(text).toContain("StripeTerminal")
  })

  it("finds, connects, collects and processes: authorised, not charged (W19, W24)", async () => {
    const { sandbox, terminal, found, connect, call, collect, statusOf } = await till()
    expect(found).toMatchObject({
      discoveredReaders: [
        { id: "tmr_1", object: "terminal.reader", label: "Toonbank", status: "online" },
      ],
    })
    expect(terminal.getConnectionStatus()).toBe("not_connected")
    expect(await connect()).toMatchObject({ reader: { id: "tmr_1" } })
    expect(terminal.getConnectionStatus()).toBe("connected")
    const { answer } = await collect()
    await sandbox.control.presentCard("tmr_1", "tap")
    const { paymentIntent } = await answer
    expect(paymentIntent).toMatchObject({
      status: "requires_confirmation",
      sdk_payment_details: { type: "card_present" },
    })
    expect(statusOf()).toBe("requires_confirmation")
    expect(await call("processPayment", paymentIntent)).toMatchObject({
      paymentIntent: { status: "requires_capture" },
    })
    expect(sandbox.control.state().ledger).toMatchObject([{ charged: 0 }])
    expect(await call("disconnectReader")).toEqual({})
    expect(terminal.getConnectionStatus()).toBe("not_connected")
  })

  it("a declined card is a card_error, and another card may follow on the same intent", async () => {
    const { sandbox, connect, call, collect, statusOf } = await till()
    await connect()
    const first = await collect()
    await sandbox.control.presentCard("tmr_1", "decline")
    const declined = await call("processPayment", (await first.answer)["paymentIntent"])
    expect(declined).toMatchObject({
      error: { type: "card_error", code: "card_declined", payment_intent: {} },
    })
    const second = await collect()
    await sandbox.control.presentCard("tmr_1", "tap")
    await call("processPayment", (await second.answer)["paymentIntent"])
    expect(statusOf()).toBe("requires_capture")
  })

  it("a cancel by the till or on the device ends the collecting, and the payment stays open", async () => {
    const { sandbox, connect, call, collect, statusOf } = await till()
    await connect()
    const first = await collect()
    expect(await call("cancelCollectPaymentMethod")).toEqual({})
    expect(await first.answer).toMatchObject({ error: { code: "canceled" } })
    const second = await collect()
    await sandbox.control.presentCard("tmr_1", "cancel")
    expect(await second.answer).toMatchObject({ error: { code: "canceled" } })
    expect(statusOf()).toBe("requires_payment_method")
    expect(await call("cancelCollectPaymentMethod")).toMatchObject({ error: {} })
  })

  it("tells of a reader whose plug is pulled, and connects again once it is back", async () => {
    const { sandbox, terminal, connect, collect, events } = await till()
    await connect()
    const { answer } = await collect()
    await sandbox.control.setPlug("tmr_1", false)
    expect(await answer).toMatchObject({ error: { code: "network_error" } })
    await until(() => events.length > 0)
    expect(terminal.getConnectionStatus()).toBe("not_connected")
    expect(await connect()).toMatchObject({ error: { code: "network_error" } })
    await sandbox.control.setPlug("tmr_1", true)
    expect(await connect()).toMatchObject({ reader: { status: "online" } })
    expect(events).toHaveLength(1)
  })

  it("lets the last till that connects have the reader, unless it asks not to", async () => {
    const first = await till()
    await first.connect()
    const second = await till({}, first.sandbox)
    expect(await second.connect({ fail_if_in_use: true })).toMatchObject({
      error: { code: "reader_busy" },
    })
    expect(await second.connect()).toMatchObject({ reader: { id: "tmr_1" } })
    await until(() => first.events.length > 0)
    expect(await first.call("collectPaymentMethod", first.clientSecret)).toMatchObject({
      error: { code: "no_established_connection" },
    })
  })

  it.each(["is taken over", "is let go"])("asks for no card any more once it %s", async (how) => {
    const first = await till()
    await first.connect()
    const { answer } = await first.collect()
    const second = await till({}, first.sandbox)
    if (how === "is let go") {
      await first.call("disconnectReader")
    }
    await second.connect({ fail_if_in_use: how === "is let go" })
    expect(await answer).toMatchObject({ error: { code: "canceled" } })
    const again = await second.collect(first.clientSecret)
    await first.sandbox.control.presentCard("tmr_1", "tap")
    expect(await again.answer).toMatchObject({ paymentIntent: { id: first.id } })
  })

  it("tells of its states", async () => {
    const states: string[] = []
    const note = ({ status }: { status: string }) => states.push(status)
    const { sandbox, connect, call, collect } = await till({
      onConnectionStatusChange: note,
      onPaymentStatusChange: note,
    })
    await connect()
    const { answer } = await collect()
    await sandbox.control.presentCard("tmr_1", "tap")
    await call("processPayment", (await answer)["paymentIntent"])
    expect(states).toEqual([
      ...["connecting", "connected", "ready"],
      ...["waiting_for_input", "ready", "processing", "ready"],
    ])
  })
})
