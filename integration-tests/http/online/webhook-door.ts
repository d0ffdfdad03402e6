import { gzipSync } from "node:zlib"
import { eventAbout } from "../../support/crafted-event"
import { restoreOptions, setOption } from "../../support/plugin-options"
import { purchasesOf } from "../../support/purchase"
import { rawPost } from "../../support/raw-post"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { badSignatures, goodSignatures } from "../../support/signatures"
import { waitUntil } from "../../support/wait"
import { postWebhook, signatureOf, WEBHOOK_SECRET } from "../../support/webhook"

const MEGABYTE = 1024 * 1024
const STOCK_ROUTE = "/hooks/payment/wolffpay_wolffpay"

interface Service {
  logger: { warn(message: string): void }
  events: { store(event: unknown): Promise<unknown> }
}

export function webhookDoor(suite: ShopSuite) {
  const { books, checkout, paidOrder, inboxClosed, orderCount } = purchasesOf(suite)
  afterEach(restoreOptions)

  const service = () => suite.container.resolve<Service>("wolffpay")
  const foreign = (copy: number) =>
    JSON.stringify({ event: "payment.succeeded", data: { id: "pi_foreign", copy } })
  /** Sends bytes as they are, signed unless the test says how. */
  const send = (body: Buffer | string, headers: Record<string, string | string[]> = {}) =>
    rawPost(suite.baseUrl, {
      body,
      headers: {
        "content-type": "application/json",
        "x-wolffpay-signature": signatureOf(body),
        ...headers,
      },
    })

  it("refuses a signature that is missing, malformed, wrong, too old or too new with 401, and takes every good one (W34, R20)", async () => {
    const warn = jest.spyOn(service().logger, "warn").mockImplementation(() => {})
    const body = foreign(0)
    const now = Math.floor(Date.now() / 1000)
    const cases = badSignatures(body, now)
    expect(cases.length).toBeGreaterThanOrEqual(40)
    for (const [what, header] of cases) {
      const headers = { "content-type": "application/json" }
      const { status, text } = await rawPost(suite.baseUrl, {
        body,
        headers: header === undefined ? headers : { ...headers, "x-wolffpay-signature": header },
      })
      expect([what, status, JSON.parse(text)]).toEqual([
        what,
        401,
        { type: "unauthorized", message: expect.any(String) },
      ])
      expect(text).not.toContain(WEBHOOK_SECRET)
    }
    const twice = await send(body, {
      "x-wolffpay-signature": [signatureOf(body), signatureOf(body)],
    })
    expect(twice.status).toBe(401)
    expect(await books.inbox()).toEqual([])
    const lines = warn.mock.calls.map(([line]) => line)
    expect(lines).toHaveLength(cases.length + 1)
    expect(lines.filter((line) => !line.includes("401"))).toEqual([])
    expect(lines.join("\n")).not.toContain(WEBHOOK_SECRET)
    warn.mockRestore()

    for (const [i, [what]] of goodSignatures("", now).entries()) {
      const good = foreign(i + 1)
      const header = goodSignatures(good, Math.floor(Date.now() / 1000))[i]?.[1] ?? ""
      const { status, text } = await send(good, { "x-wolffpay-signature": header })
      expect([what, status, text]).toEqual([what, 200, '{"received":true}'])
    }
    expect(await books.inbox()).toHaveLength(goodSignatures("", now).length)
  })

  it("takes the signature of every secret while it is being replaced", async () => {
    setOption(suite, "webhookSecrets", ["whsec_test_new", WEBHOOK_SECRET])
    const statuses = []
    for (const secret of [WEBHOOK_SECRET, "whsec_test_new", "whsec_test_other"]) {
      const answer = await postWebhook(suite.api, foreign(statuses.length), { secret })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([200, 200, 401])
    setOption(suite, "webhookSecrets", ["whsec_test_new"])
    expect((await postWebhook(suite.api, foreign(9))).status).toBe(401)
  })

  it("answers 400 to a signed body that is no event, and stores nothing", async () => {
    const data = { id: "pi_1" }
    const bodies = [
      [],
      null,
      "event",
      12,
      true,
      {},
      { data },
      { event: "", data },
      { event: 7, data },
      { event: null, data },
      { event: ["payment.succeeded"], data },
      { event: "payment.succeeded" },
      { event: "payment.succeeded", data: null },
      { event: "payment.succeeded", data: [data] },
      { event: "payment.succeeded", data: "pi_1" },
      { event: "payment.succeeded", data: {} },
      { event: "payment.succeeded", data: { id: "" } },
      { event: "payment.succeeded", data: { id: 12 } },
      { event: "payment.succeeded", data: { id: null } },
      { event: "payment.succeeded", data: { id: { id: "pi_1" } } },
    ]
    for (const body of bodies) {
      const { status, text } = await send(JSON.stringify(body))
      expect([body, status, JSON.parse(text)]).toEqual([
        body,
        400,
        { type: "invalid_data", message: expect.any(String) },
      ])
      const unsigned = await send(JSON.stringify(body), { "x-wolffpay-signature": "t=1,v1=00" })
      expect([body, unsigned.status]).toEqual([body, 401])
    }
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
    expect((await send(nested)).status).toBe(400)
    expect(await books.inbox()).toEqual([])
  })

  it("judges JSON, size and content type before the signature (R20)", async () => {
    const warn = jest.spyOn(service().logger, "warn").mockImplementation(() => {})
    const body = foreign(0)
    const big = JSON.stringify({ event: "x", data: { id: "y", pad: "z".repeat(MEGABYTE) } })
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/vnd.api+json",
      "multipart/form-data; boundary=x",
      "application/jsonp",
      "application/json; charset=latin1",
      "application/json; charset=utf-16",
      "",
    ]
    for (const signature of [undefined, "t=1,v1=00"]) {
      const wrong: Record<string, string> = signature ? { "x-wolffpay-signature": signature } : {}
      const answers: [string, number, number][] = []
      for (const broken of ["", "{", "{'event':1}", `${body}x`, "undefined", "NaN", "\u0000"]) {
        answers.push([broken, (await send(broken, wrong)).status, 400])
      }
      answers.push(["over 1 MB", (await send(big, wrong)).status, 413])
      const headers = {
        "content-type": "application/json",
        "x-wolffpay-signature": signatureOf(big),
      }
      for (const flood of [
        big,
        Buffer.alloc(6 * MEGABYTE, " "),
        Buffer.alloc(24 * MEGABYTE, " "),
      ]) {
        const chunked = await rawPost(suite.baseUrl, {
          body: flood,
          chunked: true,
          headers: { ...headers, ...wrong },
        })
        answers.push([`${flood.length} bytes, chunked`, chunked.status, 413])
      }
      for (const type of types) {
        answers.push([type, (await send(body, { ...wrong, "content-type": type })).status, 415])
      }
      const zipped = gzipSync(body)
      const gzip = await send(zipped, { ...wrong, "content-encoding": "gzip" })
      answers.push(["gzip", gzip.status, 415])
      expect(answers.filter(([, status, wanted]) => status !== wanted)).toEqual([])
      expect(warn).toHaveBeenCalledTimes(answers.length)
      warn.mockClear()
    }
    warn.mockRestore()
    expect(await books.inbox()).toEqual([])
  })

  it("stores whatever else is signed, and lives on (contract 3)", async () => {
    const pad = (length: number) => {
      const empty = JSON.stringify({ event: "big", data: { id: "pi_1", pad: "" } })
      return empty.replace('"pad":""', `"pad":"${"z".repeat(length - empty.length)}"`)
    }
    const nul = "\u0000"
    const bodies = [
      foreign(1),
      JSON.stringify({ event: "payment.invented", data: { id: "x" } }),
      JSON.stringify({ event: `payment.succeeded${nul}`, data: { id: `pi_${nul}1` } }),
      JSON.stringify({
        event: "payment.succeeded",
        data: { id: "pi_1", metadata: { session_id: `payses_${nul}` }, description: `x${nul}` },
      }),
      JSON.stringify({ event: "e".repeat(100_000), data: { id: "i".repeat(100_000) } }),
      `{"event":"deep","data":{"id":"x","y":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
      `{"event":"payment.failed","data":{"id":"pi_9","y":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}}`,
      '{"event":"proto","data":{"id":"x","__proto__":{"status":"succeeded"}},"__proto__":{"a":1}}',
      '\n {"event":"spaced" ,"data":{"id":"x"} }\n',
      '{"event":"émojî 💶","data":{"id":"ü"}}',
      pad(MEGABYTE),
    ]
    expect(bodies[bodies.length - 1]).toHaveLength(MEGABYTE)
    for (const body of bodies) {
      expect([body.slice(0, 60), (await send(body)).status]).toEqual([body.slice(0, 60), 200])
    }
    for (const type of ["application/json;charset=UTF-8", 'APPLICATION/JSON; charset="utf-8"']) {
      expect((await send(foreign(2), { "content-type": type })).status).toBe(200)
    }
    for (const path of ["/hooks/wolffpay/", "/HOOKS/WolffPay", "/hooks/wolffpay?x=1"]) {
      const body = JSON.stringify({ event: "path", data: { id: path } })
      const headers = {
        "content-type": "application/json",
        "x-wolffpay-signature": signatureOf(body),
      }
      expect([path, (await rawPost(suite.baseUrl, { path, body, headers })).status]).toEqual([
        path,
        200,
      ])
    }
    const rows = await inboxClosed(bodies.length + 4)
    expect(rows).toHaveLength(bodies.length + 4)
    expect(rows.filter((row) => !["done", "foreign"].includes(row.state))).toEqual([])

    const bytes = Buffer.from('{"event":"payment.succeeded","data":{"id":"pi_\xff\xfe"}}', "latin1")
    const overText = signatureOf(bytes.toString("utf8"))
    for (const signature of [signatureOf(bytes), overText]) {
      // Not JSON in UTF-8, which is judged before the signature.
      expect((await send(bytes, { "x-wolffpay-signature": signature })).status).toBe(400)
    }
    const { cartId, session } = await checkout()
    const odd = eventAbout(session, { data: { status: `succeeded${nul}` } })
    expect((await send(JSON.stringify(odd))).status).toBe(200)
    await waitUntil("a person is called", async () => {
      const reasons = await books.openReasons()
      return reasons.includes("unknown_status")
    })
    await suite.sandbox.pay(session)
    await paidOrder(cartId)
  })

  it("answers 200 only when the event is stored", async () => {
    const { cartId, session } = await checkout()
    await suite.sandbox.paySilently(session)
    const { body } = one(suite.sandbox.deliveries)
    const store = jest.spyOn(service().events, "store").mockRejectedValue(new Error("disk full"))
    const answer = await postWebhook(suite.api, body)
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.data)).not.toContain("disk full")
    expect(await books.inbox()).toEqual([])
    store.mockRestore()
    expect((await postWebhook(suite.api, body)).status).toBe(200)
    await paidOrder(cartId)
  })

  it("takes good events from Medusa's own address too, and books nothing twice", async () => {
    const { api, sandbox } = suite
    const { cartId, session } = await checkout()
    const forged = eventAbout(session)
    await postWebhook(api, forged, { path: STOCK_ROUTE, secret: "whsec_other" })
    await postWebhook(api, forged, { path: STOCK_ROUTE, signature: "" })
    await sandbox.paySilently(session)
    const { body } = one(sandbox.deliveries)
    await postWebhook(api, body, { path: STOCK_ROUTE })
    const order = await paidOrder(cartId)
    await postWebhook(api, body)
    await postWebhook(api, body, { path: STOCK_ROUTE })
    await waitUntil("all three are counted", async () => {
      const rows = await books.inbox()
      return rows[0]?.deliveries === 3
    })
    expect(await inboxClosed()).toHaveLength(1)
    const after = await suite.shop.readOrderById(order.id)
    expect(after.captures).toHaveLength(1)
    expect(await orderCount()).toBe(1)
  })

  it("answers 404 in a shop that does not use WolffPay, whose checkout goes on", async () => {
    const { shop, api } = suite
    const options: object = Reflect.get(service(), "options_")
    const before: unknown = Reflect.get(options, "wolffpay")
    Reflect.set(options, "wolffpay", undefined)
    try {
      const answer = await postWebhook(api, foreign(1))
      expect([answer.status, answer.data.type]).toEqual([404, "not_found"])
      const config = await api.get("/store/wolffpay/config", {
        ...shop.storeHeaders,
        validateStatus: () => true,
      })
      expect([config.status, config.data.type]).toEqual([404, "not_found"])
      const cart = await shop.readyCart()
      await shop.startPaymentSession(cart.id, "pp_system_default")
      expect((await shop.completeCart(cart.id)).data.type).toBe("order")
      await books.reconcile()
    } finally {
      Reflect.set(options, "wolffpay", before)
    }
    expect(await books.inbox()).toEqual([])
  })
}
