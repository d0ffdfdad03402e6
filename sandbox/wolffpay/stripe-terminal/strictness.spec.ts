import type { Started } from "../testing/support"
import { start } from "../testing/support"
import { page, READER, till, token } from "../testing/till"
import { TOKEN_MS } from "./terminal-desk"

describe("the stand-in for Stripe Terminal is strict", () => {
  const discover = async (fetchToken: (sandbox: Started) => unknown) => {
    const sandbox = await start({ readers: [READER] })
    const secret = await fetchToken(sandbox)
    const terminal = page(sandbox).create({ onFetchConnectionToken: async () => secret })
    return terminal["discoverReaders"]?.()
  }

  it("W19: a token that WolffPay did not give is refused", async () => {
    const answer = await discover(() => "pst_test_made_up")
    expect(answer).toMatchObject({ error: { code: "session_expired" } })
  })

  it("W19: an expired token is refused", async () => {
    const answer = await discover(async (sandbox) => {
      const secret = await token(sandbox)
      await sandbox.control.advance(TOKEN_MS)
      return secret
    })
    expect(answer).toMatchObject({ error: { message: "The connection token has expired." } })
  })

  it("W19: a token is good for one till", async () => {
    const sandbox = await start({ readers: [READER] })
    const secret = await token(sandbox)
    const [first, second] = [1, 2].map(() =>
      page(sandbox).create({ onFetchConnectionToken: () => secret })
    )
    expect(await first?.["discoverReaders"]?.()).toMatchObject({ discoveredReaders: [{}] })
    expect(await second?.["discoverReaders"]?.()).toMatchObject({ error: {} })
  })

  it("a token that cannot be fetched, or is none, is an error and not a crash", async () => {
    const sandbox = await start()
    for (const onFetchConnectionToken of [() => Promise.reject(new Error("401")), () => ({})]) {
      const terminal = page(sandbox).create({ onFetchConnectionToken })
      expect(await terminal["discoverReaders"]?.()).toMatchObject({
        error: { code: "failed_fetch_connection_token" },
      })
    }
    expect(() => page(sandbox).create({})).toThrow("onFetchConnectionToken")
  })

  it("a token for a location reaches the readers of that location only", async () => {
    const sandbox = await start({ readers: [READER] })
    await sandbox.control.addReader({ id: "tmr_2", locationId: "tml_utrecht" })
    const idsFor = async (body: object, config?: object) => {
      const onFetchConnectionToken = () => token(sandbox, body)
      const answer = await page(sandbox)
        .create({ onFetchConnectionToken })
        ["discoverReaders"]?.(config)
      return (answer?.["discoveredReaders"] as { id: string }[]).map(({ id }) => id)
    }
    expect(await idsFor({ locationId: "tml_utrecht" })).toEqual(["tmr_2"])
    expect(await idsFor({}, { location: "tml_sandbox" })).toEqual(["tmr_1"])
    expect(await idsFor({})).toEqual(["tmr_1", "tmr_2"])
  })

  it("after a restart of the service a new token is asked for", async () => {
    let fetched = 0
    const { sandbox, terminal } = await till()
    const counting = page(sandbox).create({
      onFetchConnectionToken: () => {
        fetched += 1
        return token(sandbox)
      },
    })
    await counting["discoverReaders"]?.()
    await sandbox.control.reset()
    expect(await counting["discoverReaders"]?.()).toMatchObject({ error: {} })
    expect(await counting["discoverReaders"]?.()).toMatchObject({ discoveredReaders: [{}] })
    expect(fetched).toBe(2)
    expect(terminal.getConnectionStatus()).toBe("not_connected")
  })

  it("a wrong client secret, one of an online payment and one that is paid are refused", async () => {
    const { sandbox, connect, call, id } = await till()
    await connect()
    await expect(call("collectPaymentMethod", id)).rejects.toThrow("client secret")
    expect(await call("collectPaymentMethod", `${id}_secret_wrong`)).toMatchObject({
      error: { code: "resource_missing" },
    })
    const online = await sandbox.payment()
    expect(await call("collectPaymentMethod", online.clientSecret)).toMatchObject({
      error: { message: "This payment was not made for a terminal." },
    })
    const paid = await sandbox.paid()
    expect(await call("collectPaymentMethod", paid.clientSecret)).toMatchObject({
      error: { code: "payment_intent_unexpected_state" },
    })
  })

  it("nothing is processed that was not collected, and nothing collected without a reader", async () => {
    const { connect, call, clientSecret, statusOf } = await till()
    expect(await call("collectPaymentMethod", clientSecret)).toMatchObject({
      error: { code: "no_established_connection" },
    })
    await connect()
    const made = { client_secret: clientSecret, sdk_payment_details: {} }
    expect(await call("processPayment", made)).toMatchObject({
      error: { message: expect.stringContaining("Collect a payment method") },
    })
    await expect(call("processPayment", { client_secret: clientSecret })).rejects.toThrow(
      "collectPaymentMethod gave"
    )
    await expect(call("connectReader", "tmr_1")).rejects.toThrow("discoverReaders")
    expect(statusOf()).toBe("requires_payment_method")
  })

  it("one payment at a time", async () => {
    const { sandbox, connect, call, collect, clientSecret } = await till()
    await connect()
    const { answer } = await collect()
    expect(await call("collectPaymentMethod", clientSecret)).toMatchObject({
      error: { code: "reader_busy" },
    })
    await sandbox.control.presentCard("tmr_1", "cancel")
    await answer
  })
})
