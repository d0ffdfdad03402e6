import request from "supertest"
import { start } from "../testing/support"

const HOUR = 3_600_000

describe("2.2 session status", () => {
  it("answers the status and nothing else, by session id or Billink's number", async () => {
    const { session, call, control } = await start()
    const { sessionID, invoice } = await session()
    const answer = await call("/v2/session/status", { sessionID })
    expect(answer.body).toEqual({ status: "session_active" })
    await control.accept(sessionID)
    const other = await call("/v2/session/status", { billinkInvoiceNumber: invoice })
    expect(other.body).toEqual({ status: "order_created" })
  })

  it("7.9: a session that nobody has opened may be called created", async () => {
    const { session, status } = await start({ settings: { statusBeforeOpening: "created" } })
    expect(await status((await session()).sessionID)).toBe("created")
  })

  it.each([
    ["no identifier", {}, 400],
    ["an unknown session", { sessionID: "x" }, 404],
    ["an unknown field", { sessionID: "x", extra: 1 }, 400],
    ["a blank user name", { sessionID: "x", billinkUsername: "" }, 400],
    ["a wrong id", { sessionID: "x", billinkID: "f".repeat(40) }, 404],
  ])("refuses %s", async (_, body, status) => {
    const { call } = await start()
    const answer = await call("/v2/session/status", body)
    expect([answer.status, answer.body]).toEqual([
      status,
      { status: "error", message: expect.any(String) },
    ])
  })

  it("1.3: 403 for a closed account", async () => {
    const { call, control } = await start()
    await control.settings({ accountActive: false })
    expect((await call("/v2/session/status", { sessionID: "x" })).status).toBe(403)
  })
})

describe("5 the life of a session", () => {
  it("is active once the page is opened, and opening it again changes nothing", async () => {
    const { session, control, url } = await start()
    const { sessionID, sessionURL } = await session()
    await request(url).get(new URL(sessionURL).pathname)
    await request(url).get(new URL(sessionURL).pathname)
    expect(control.session(sessionID).status).toBe("session_active")
    expect(control.state().deliveries.map((one) => one.event)).toEqual(["session_active"])
  })

  it("1 h after it was made it expires, and not a moment before", async () => {
    const { session, control, status } = await start()
    const { sessionID } = await session()
    await control.advance(HOUR - 5000)
    expect(await status(sessionID)).toBe("session_active")
    await control.advance(5000)
    expect(await status(sessionID)).toBe("session_expired")
    await expect(control.accept(sessionID)).rejects.toThrow("session_expired")
    expect(control.state().orders).toEqual([])
  })

  it("an accepted session does not expire", async () => {
    const { accepted, control } = await start()
    const number = await accepted()
    await control.advance(3 * HOUR)
    expect(control.session(number).status).toBe("order_created")
  })

  it.each(["cancel", "fail", "expire"] as const)("%s ends it for ever", async (end) => {
    const { session, control } = await start()
    const { number } = await session()
    await control[end](number)
    for (const next of ["accept", "decline", "cancel", "fail", "expire"] as const) {
      await expect(control[next](number)).rejects.toThrow("The session is")
    }
  })

  it("headline 8: a declined check leaves the session open for paying at once", async () => {
    const { session, control, status } = await start()
    const { sessionID } = await session()
    await control.decline(sessionID)
    expect(await status(sessionID)).toBe("session_active")
    await expect(control.accept(sessionID)).rejects.toThrow("declined")
    await control.payNow(sessionID)
    expect(await status(sessionID)).toBe("order_created")
    expect(control.order(sessionID)).toMatchObject({ total: 3595, paid: 3595 })
  })

  it("headline 8: or it fails", async () => {
    const { session, control, status } = await start({ settings: { declineOutcome: "failed" } })
    const { sessionID } = await session()
    await control.decline(sessionID)
    expect(await status(sessionID)).toBe("failed")
  })
})

describe("2.11 webshop settings", () => {
  it("answers the fields that the official module reads", async () => {
    const { call } = await start()
    expect(Object.keys((await call("/v2/client/webshop-settings")).body)).toEqual([
      "status",
      "minimum_paid_orders",
      "period",
      "total_amount_higher_than",
      "whitelist",
    ])
  })
})
