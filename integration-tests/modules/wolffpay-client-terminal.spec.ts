import { client, get, post, sandbox, sent, state, useSandbox } from "./wolffpay-client-kit"

useSandbox()

describe("terminal", () => {
  const sale = { amount: 5_000, description: "Bestelling 456" }

  it("W19: a connection token", async () => {
    const token = await client.createConnectionToken({ locationId: "tml_abc123" }, post())
    expect(token).toMatchObject({ secret: expect.any(String), locationId: "tml_abc123" })
    await expect(client.createConnectionToken({}, post())).resolves.toMatchObject({
      secret: expect.any(String),
    })
  })

  it("W20: every action goes to the one endpoint by its name", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", auto: "tap" })
    const readerId = "tmr_abc123"
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    await client.collectPaymentMethod({ readerId, paymentIntentId }, post())
    await client.processPayment({ readerId, paymentIntentId }, post())
    const next = await client.createTerminalIntent({ ...sale, captureMethod: "manual" }, post())
    await client.collectAndProcess({ readerId, paymentIntentId: next.paymentIntentId }, post())
    await client.captureTerminalPayment(next, post())
    await client.cancelReaderAction({ readerId }, post())
    const last = await client.createTerminalIntent(sale, post())
    await client.cancelTerminalPayment({ paymentIntentId: last.paymentIntentId }, post())

    expect(new Set(sent().map((request) => request.path))).toEqual(
      new Set(["/api/v1/payments/terminal"])
    )
    expect(new Set(sent().map((request) => request.action))).toEqual(
      new Set([
        "create_intent",
        "collect_payment_method",
        "process_payment",
        "collect_and_process",
        "capture_payment",
        "cancel_reader_action",
        "cancel_payment",
      ])
    )
    expect(state().violations).toEqual([])
  })

  it("W21: a card-present intent", async () => {
    await expect(client.createTerminalIntent(sale, post())).resolves.toMatchObject({
      paymentIntentId: expect.stringMatching(/^pi_/),
      amount: 5_000,
      currency: "eur",
      status: "requires_payment_method",
      captureMethod: "automatic",
      paymentMethodTypes: ["card_present"],
      connect: { destination: expect.stringMatching(/^acct_/) },
    })
  })

  it("W22: the fee is the fixed part and the percentage", async () => {
    const { fee } = await client.createTerminalIntent(sale, post())
    expect(fee).toEqual({
      applicationFeeAmount: 150,
      fixedFee: 25,
      percentageFee: 2.5,
      calculatedPercentageFee: 125,
    })
  })

  it("W23: collect and process waits for the card and says what was received", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const paying = client.collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())

    await whenReaderWaits()
    await sandbox.control.presentCard("tmr_abc123", "tap")

    await expect(paying).resolves.toEqual({
      paymentIntentId,
      status: "succeeded",
      amountReceived: 5_000,
    })
  })

  it("W23: cut off while the customer looks for a card, the intent tells what became of it", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())

    await expect(
      client.collectAndProcess(
        { readerId: "tmr_abc123", paymentIntentId },
        { ...post(), timeoutMs: 200 }
      )
    ).rejects.toMatchObject({ name: "ConnectionError", timedOut: true, outcome: "unknown" })
    await sandbox.control.presentCard("tmr_abc123", "tap")

    expect(await client.getPayment(paymentIntentId, get())).toMatchObject({ status: "succeeded" })
    expect(sent().filter((request) => request.action === "collect_and_process")).toHaveLength(1)
  })

  it("W24: its two halves", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", auto: "tap" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const reader = { readerId: "tmr_abc123", paymentIntentId }

    await client.collectPaymentMethod(reader, post())
    expect(await client.getPayment(paymentIntentId, get())).not.toMatchObject({
      status: "succeeded",
    })
    await expect(client.processPayment(reader, post())).resolves.toMatchObject({
      status: "succeeded",
      amountReceived: 5_000,
    })
  })

  it("W25: cancelling the reader frees it, and leaves the intent to be cancelled", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const paying = client
      .collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())
      .catch((error: unknown) => error)
    await whenReaderWaits()

    await client.cancelReaderAction({ readerId: "tmr_abc123" }, post())
    expect(await paying).toMatchObject({ name: "InvalidRequestError" })
    await client.cancelTerminalPayment({ paymentIntentId }, post())

    expect(sandbox.control.payment(paymentIntentId).status).toBe("canceled")
  })

  it("W26: a terminal or a reader that is switched off", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", disabled: true })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    await expect(
      client.collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())
    ).rejects.toMatchObject({ merchantMessage: expect.stringMatching(/switch it on/) })

    await sandbox.control.settings({ terminalEnabled: false })
    await expect(client.createTerminalIntent(sale, post())).rejects.toMatchObject({
      name: "PermissionError",
      outcome: "none",
    })
  })

  async function whenReaderWaits(): Promise<void> {
    while (!state().readers.some((reader) => reader.waitingFor !== null)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
})
