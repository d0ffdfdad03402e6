import { answer, createTestClient, POST, refusal, TERMINAL_INTENT } from "./__fixtures__/client"
import type { CallOptions } from "./call"
import type { WolffPayClient } from "./client"
import type { CreateTerminalIntentInput } from "./terminal"

const ENDPOINT = "https://api.example.test/api/v1/payments/terminal"
const counter: CallOptions = { ...POST, lane: "counter" }
const reader = { readerId: "tmr_abc123", paymentIntentId: "pi_3abc456" }

describe("createConnectionToken (W19, W27)", () => {
  it.each([
    [{}, {}],
    [{ locationId: "tml_abc123" }, { locationId: "tml_abc123" }],
  ])("asks with %p", async (input, body) => {
    const token = { secret: "pst_test_token", locationId: "tml_abc123" }
    const { client, sent } = createTestClient([answer(token)])

    await expect(client.createConnectionToken(input, counter)).resolves.toEqual(token)
    expect(sent[0]).toMatchObject({
      method: "POST",
      url: "https://api.example.test/api/v1/terminal/connection-token",
      body,
    })
  })

  it("does without a location in the answer, not without a secret", async () => {
    const { client } = createTestClient([answer({ secret: "pst_test_1" }), answer({})])
    await expect(client.createConnectionToken({}, counter)).resolves.toEqual({
      secret: "pst_test_1",
      locationId: undefined,
    })
    await expect(client.createConnectionToken({}, counter)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
    })
  })

  it("sends nothing for a location that is none", async () => {
    const { client, sent } = createTestClient([answer({ secret: "pst_test_1" })])
    await expect(
      client.createConnectionToken({ locationId: "store 1" }, counter)
    ).rejects.toMatchObject({ field: "locationId" })
    expect(sent).toHaveLength(0)
  })

  it("says so when the terminal is switched off (W26, W6)", async () => {
    const { client } = createTestClient([
      refusal(403, "Terminal payments are disabled for this customer."),
    ])
    await expect(client.createConnectionToken({}, counter)).rejects.toMatchObject({
      name: "PermissionError",
      merchantMessage: expect.stringMatching(/ask WolffPay/),
    })
  })
})

describe("createTerminalIntent (W21, W22)", () => {
  const input: CreateTerminalIntentInput = { amount: 5_000, description: "Bestelling #456" }

  it("sends create_intent in euros", async () => {
    const { client, sent } = createTestClient([answer(TERMINAL_INTENT)])

    const intent = await client.createTerminalIntent(
      { ...input, metadata: { order_id: "456" }, captureMethod: "automatic" },
      counter
    )

    expect(sent[0]).toMatchObject({
      method: "POST",
      url: ENDPOINT,
      body: {
        action: "create_intent",
        amount: 5_000,
        currency: "eur",
        description: "Bestelling #456",
        metadata: { order_id: "456" },
        captureMethod: "automatic",
      },
    })
    const { id, ...rest } = TERMINAL_INTENT
    expect(intent).toEqual({ ...rest, paymentIntentId: id })
  })

  it("does without fee and connect in the answer", async () => {
    const { client } = createTestClient([
      answer({ ...TERMINAL_INTENT, fee: null, connect: undefined }),
    ])
    const intent = await client.createTerminalIntent(input, counter)
    expect(intent.paymentIntentId).toBe("pi_3abc456")
    expect([intent.fee, intent.connect]).toEqual([undefined, undefined])
  })

  it.each([
    [{ amount: 49 }, "amount"],
    [{ amount: 50.01 }, "amount"],
    [{ amount: 100_000_000 }, "amount"],
    [{ currency: "usd" }, "currency"],
    [{ description: "" }, "description"],
    [{ metadata: { note: "x".repeat(8_192) } }, "metadata"],
    [{ captureMethod: "never" }, "captureMethod"],
  ])("sends nothing for %p", async (bad, field) => {
    const { client, sent } = createTestClient([answer(TERMINAL_INTENT)])
    const wrong = { ...input, ...bad } as CreateTerminalIntentInput
    await expect(client.createTerminalIntent(wrong, counter)).rejects.toMatchObject({
      name: "InvalidInputError",
      field,
    })
    expect(sent).toHaveLength(0)
  })

  it.each([{ amount: 1_000 }, { currency: "usd" }])(
    "refuses an answer with %p (W9)",
    async (other) => {
      const { client } = createTestClient([answer({ ...TERMINAL_INTENT, ...other })])
      await expect(client.createTerminalIntent(input, counter)).rejects.toMatchObject({
        name: "MismatchedResponseError",
        expected: { amount: 5_000, currency: "eur" },
        received: { id: "pi_3abc456", ...other },
      })
    }
  )

  it("refuses a fee that is no number", async () => {
    const fee = { ...TERMINAL_INTENT.fee, percentageFee: "2.5%" }
    const { client } = createTestClient([answer({ ...TERMINAL_INTENT, fee })])
    await expect(client.createTerminalIntent(input, counter)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
    })
  })
})

type ReaderMethod = "collectPaymentMethod" | "processPayment" | "collectAndProcess"

describe.each([
  ["collectPaymentMethod", "collect_payment_method"],
  ["processPayment", "process_payment"],
  ["collectAndProcess", "collect_and_process"],
] as [ReaderMethod, string][])("%s (W23, W24)", (method, action) => {
  const done = { paymentIntentId: "pi_3abc456", status: "succeeded", amountReceived: 5_000 }

  it("sends reader and intent", async () => {
    const { client, sent } = createTestClient([answer(done)])
    await expect(client[method](reader, counter)).resolves.toEqual(done)
    expect(sent[0]).toMatchObject({ method: "POST", url: ENDPOINT, body: { action, ...reader } })
  })

  it("tries once: after a cut-off the intent is looked up, not sent again", async () => {
    const { client, sent } = createTestClient([refusal(500, "x")])
    await expect(client[method](reader, counter)).rejects.toMatchObject({
      name: "ServerError",
      outcome: "unknown",
    })
    expect(sent).toHaveLength(1)
  })

  it("waits two minutes for the customer, unless told otherwise", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date"] })
    try {
      const { client, sent } = createTestClient([{ hang: "until-abort" }])
      const isCutOff = (index: number) => sent[index]?.init.signal?.aborted

      const long = client[method](reader, counter).catch((error: unknown) => error)
      await jest.advanceTimersByTimeAsync(119_999)
      expect(isCutOff(0)).toBe(false)
      await jest.advanceTimersByTimeAsync(1)
      expect(await long).toMatchObject({ name: "ConnectionError", timedOut: true })

      const short = client[method](reader, { ...counter, timeoutMs: 50 }).catch(
        (error: unknown) => error
      )
      await jest.advanceTimersByTimeAsync(50)
      expect(await short).toMatchObject({ timedOut: true, outcome: "unknown" })
    } finally {
      jest.useRealTimers()
    }
  })

  it("refuses an answer about another payment (W9)", async () => {
    const { client } = createTestClient([answer({ ...done, paymentIntentId: "pi_other" })])
    await expect(client[method](reader, counter)).rejects.toMatchObject({
      name: "MismatchedResponseError",
      outcome: "unknown",
    })
  })

  it.each([
    [{ readerId: "abc" }, "readerId"],
    [{ readerId: "" }, "readerId"],
    [{ paymentIntentId: "doc1" }, "paymentIntentId"],
  ])("sends nothing for %p", async (bad, field) => {
    const { client, sent } = createTestClient([answer(done)])
    await expect(client[method]({ ...reader, ...bad }, counter)).rejects.toMatchObject({ field })
    expect(sent).toHaveLength(0)
  })
})

describe("what the documents do not show of a reader's answers (W24, W25)", () => {
  it.each([
    ["nothing", undefined, {}],
    ["null", null, {}],
    ["an empty object", {}, {}],
    ["the intent as id", { id: "pi_3abc456" }, { paymentIntentId: "pi_3abc456" }],
    ["a document id", { id: "doc1", status: "canceled" }, { status: "canceled" }],
    ["an id that is no text", { id: 5 }, {}],
  ])("reads %s", async (_name, data, expected) => {
    const { client } = createTestClient([{ json: { success: true, data } }])
    const result = await client.cancelTerminalPayment({ paymentIntentId: "pi_3abc456" }, counter)
    expect(JSON.parse(JSON.stringify(result))).toEqual(expected)
  })

  it.each([{ status: 5 }, { amountReceived: "5000" }, { paymentIntentId: "doc" }])(
    "refuses %p",
    async (data) => {
      const { client } = createTestClient([answer(data)])
      await expect(client.cancelReaderAction({ readerId: "tmr_1" }, counter)).rejects.toMatchObject(
        { name: "UnexpectedResponseError" }
      )
    }
  )

  it("demands of collect_and_process what is documented (W23)", async () => {
    const { client } = createTestClient([answer({ status: "succeeded" })])
    await expect(client.collectAndProcess(reader, counter)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      outcome: "unknown",
    })
  })
})

describe("cancelling and capturing (W25)", () => {
  type Act = (client: WolffPayClient, options: CallOptions) => Promise<unknown>
  const acts: [string, Act, Record<string, string>][] = [
    [
      "cancelReaderAction",
      (client, options) => client.cancelReaderAction({ readerId: "tmr_abc123" }, options),
      { action: "cancel_reader_action", readerId: "tmr_abc123" },
    ],
    [
      "cancelTerminalPayment",
      (client, options) => client.cancelTerminalPayment({ paymentIntentId: "pi_1" }, options),
      { action: "cancel_payment", paymentIntentId: "pi_1" },
    ],
    [
      "captureTerminalPayment",
      (client, options) => client.captureTerminalPayment({ paymentIntentId: "pi_1" }, options),
      { action: "capture_payment", paymentIntentId: "pi_1" },
    ],
  ]

  it.each(acts)("%s sends its action and nothing else", async (_name, act, body) => {
    const { client, sent } = createTestClient([answer({ status: "canceled" })])
    await act(client, counter)
    expect(sent[0]).toMatchObject({ method: "POST", url: ENDPOINT })
    expect(sent[0]?.body).toEqual(body)
  })

  it.each(acts)("%s needs an idempotency key of its own (W8)", async (_name, act) => {
    const { client, sent } = createTestClient([answer({})])
    await expect(act(client, { lane: "counter" })).rejects.toMatchObject({
      field: "idempotencyKey",
    })
    expect(sent).toHaveLength(0)
  })

  it.each(acts)("%s is tried again after a server error", async (_name, act) => {
    const { client, sent } = createTestClient([refusal(500, "x"), answer({})])
    await act(client, counter)
    expect(sent).toHaveLength(2)
  })

  it("sends nothing for ids of another kind", async () => {
    const { client, sent } = createTestClient([answer({})])
    await expect(client.cancelReaderAction({ readerId: "r" }, counter)).rejects.toThrow()
    await expect(client.captureTerminalPayment({ paymentIntentId: "" }, counter)).rejects.toThrow()
    expect(sent).toHaveLength(0)
  })

  it("passes on that a reader is switched off (W6)", async () => {
    const { client } = createTestClient([
      refusal(403, "This terminal reader is disabled in WolffPay dashboard."),
    ])
    await expect(client.cancelReaderAction({ readerId: "tmr_1" }, counter)).rejects.toMatchObject({
      name: "PermissionError",
      retryable: false,
    })
  })
})
