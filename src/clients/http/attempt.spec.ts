import { networkError, type Step } from "./__fixtures__/fake-fetch"
import { API_KEY, ok, setUp, status } from "./__fixtures__/request"
import { ConnectionError } from "./errors"

describe("time-outs", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date"] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it.each([
    ["a fetch that listens to its signal", { hang: "until-abort" }],
    ["a fetch that does not", { hang: "for-ever" }],
    [
      "a body that never ends",
      {
        respond: () =>
          new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })),
      },
    ],
    [
      "an error body that never ends",
      {
        respond: () =>
          new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), {
            status: 500,
          }),
      },
    ],
  ] as [string, Step][])("cut off %s", async (_name, step) => {
    const { fail, sent } = setUp([step])
    const failing = fail({ maxAttempts: 1, timeoutMs: 4_000 })

    await jest.advanceTimersByTimeAsync(3_999)
    expect(sent[0]?.init.signal?.aborted).toBe(false)
    await jest.advanceTimersByTimeAsync(1)

    const error = await failing
    expect(error).toMatchObject({ name: "ConnectionError", timedOut: true, outcome: "unknown" })
    expect(sent[0]?.init.signal?.aborted).toBe(true)
  })

  it("hold for each try, and the next try goes under the same key", async () => {
    const { send, sent } = setUp([{ hang: "until-abort" }, ok])
    const sending = send({ timeoutMs: 4_000 })

    await jest.advanceTimersByTimeAsync(4_000)

    await expect(sending).resolves.toMatchObject({ success: true })
    expect(sent[0]?.headers["idempotency-key"]).toBe(sent[1]?.headers["idempotency-key"])
  })

  it("never reach beyond the deadline", async () => {
    const { fail, time } = setUp([{ hang: "until-abort" }])
    const failing = fail({ deadline: time.clock() + 1_500, maxAttempts: 1, timeoutMs: 10_000 })

    await jest.advanceTimersByTimeAsync(1_500)

    expect(await failing).toMatchObject({ timedOut: true })
  })

  it("leave no timer behind", async () => {
    const { send } = setUp([ok])
    await send()
    expect(jest.getTimerCount()).toBe(0)
  })
})

describe("answers that cannot be used", () => {
  it("drops more than 5 MB, and does not ask for it again", async () => {
    const { fail, sent } = setUp([{ text: `"${"x".repeat(5 * 1024 * 1024)}"` }])

    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(sent).toHaveLength(1)
  })

  it.each([
    ["trailing commas", '{"success": true,}'],
    ["comments", '{"success": true} // fine'],
    ["single quotes", "{'success': true}"],
    ["NaN", '{"success": NaN}'],
    ["two documents", "{}{}"],
  ])("reads JSON strictly: no %s", async (_name, text) => {
    const { fail } = setUp([{ text }])
    expect(await fail({ maxAttempts: 1 })).toMatchObject({
      name: "UnexpectedResponseError",
      status: 200,
    })
  })

  it("refuses what is not UTF-8", async () => {
    const { fail } = setUp([{ respond: () => new Response(Uint8Array.of(0x22, 0xff, 0x22)) }])
    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError" })
  })

  it("refuses what the reader of the endpoint does not understand, and does not ask again", async () => {
    const { fail, sent } = setUp([ok])
    const error = await fail({ parse: () => ({ ok: false, problem: "unreadable data.amount" }) })

    expect(error).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(error.message).toContain("unreadable data.amount")
    expect(sent).toHaveLength(1)
  })

  it("does not go where a redirect points, and does not try again", async () => {
    const cause = new Error("unexpected redirect")
    const { fail, sent } = setUp([{ error: new TypeError("fetch failed", { cause }) }])

    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(sent).toHaveLength(1)
  })

  it("calls a connection that breaks inside the body a broken connection", async () => {
    const breaking = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.error(new TypeError("terminated")),
        })
      )
    const { send, sent } = setUp([{ respond: breaking }, ok])

    await expect(send()).resolves.toMatchObject({ success: true })
    expect(sent).toHaveLength(2)
  })

  it("keeps the status when the body of an error cannot be read", async () => {
    const breaking = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.error(new TypeError("terminated")),
        }),
        { status: 403 }
      )
    const { fail } = setUp([{ respond: breaking }])
    expect(await fail()).toMatchObject({ name: "PermissionError", status: 403 })
  })

  it("does not read a large error body to its end", async () => {
    const { fail } = setUp([{ status: 400, text: "x".repeat(1_000_000) }])
    const error = await fail()
    expect(error).toMatchObject({ name: "InvalidRequestError", detail: undefined })
  })
})

describe("what an error gives away", () => {
  const secrets = [API_KEY, "Jansen", "klant@example.com", "pi_1_secret_abc", "order-1-attempt-1"]
  const body = { description: "Jansen", metadata: { customer: "klant@example.com" } }

  it.each([
    ["a refusal that quotes the request", status(400, `bad: ${API_KEY} klant@example.com`)],
    ["a 401 that quotes the key", status(401, `Bearer ${API_KEY} unknown`)],
    ["a page", { status: 500, text: `<html>${API_KEY} Jansen pi_1_secret_abc</html>` }],
    ["an unreadable 200", { text: `{"clientSecret":"pi_1_secret_abc","name":"Jansen` }],
    ["a dropped connection", { error: networkError(`ECONNRESET ${API_KEY}`) }],
  ] as [string, Step][])("%s gives away neither key nor body", async (_name, step) => {
    const { fail } = setUp([step])

    const error = await fail({ body, maxAttempts: 1 })
    const shown = [
      error.message,
      error.merchantMessage,
      error.shopperMessage,
      error.stack,
      JSON.stringify(error),
    ].join("\n")

    for (const secret of secrets) {
      expect(shown).not.toContain(secret)
    }
  })

  it("takes known advice for the merchant", async () => {
    const { fail } = setUp([status(403, "switched off")], {
      adviseMerchant: (code, text) => `${code} ${text}: switch it on`,
    })
    expect((await fail()).merchantMessage).toBe("403 switched off: switch it on")
  })

  it("keeps the cause of a broken connection for those who look for it", async () => {
    const broken = networkError("ECONNREFUSED")
    const { fail } = setUp([{ error: broken }])
    const error = await fail({ maxAttempts: 1 })
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.cause).toBe(broken)
  })
})
