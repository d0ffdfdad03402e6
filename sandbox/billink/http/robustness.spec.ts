import { connect } from "node:net"
import request from "supertest"
import { envelope, item, postXml, start } from "../testing/support"

const CREATE = "/v2/session/create"
const STATUS = "/v1/client/status"

describe("bad JSON", () => {
  it.each(["", "{", "[]", "null", "5", '"text"', "{'a':1}"])("the body %j is 400", async (body) => {
    const { url } = await start()
    const answer = await request(url)
      .post(CREATE)
      .set("Content-Type", "application/json")
      .send(body)
    expect([answer.status, answer.body.status]).toEqual([400, "error"])
  })

  it("1.3: another content type is 415, another method 405, another path 404", async () => {
    const { url, control } = await start()
    const typed = await request(url).post(CREATE).set("Content-Type", "text/plain").send("{}")
    expect(typed.status).toBe(415)
    const got = await request(url).get(CREATE)
    expect([got.status, got.headers["allow"]]).toEqual([405, "POST"])
    for (const path of ["/v2/session", "/v2/session/create/", "/v1/client/order", "/v2/toString"]) {
      expect((await request(url).post(path).send({})).status).toBe(404)
    }
    expect((await request(url).get("/nothing")).status).toBe(404)
    expect(control.state().violations.length).toBeGreaterThan(5)
  })

  it("half a million brackets and two megabytes are refused, and the server goes on", async () => {
    const { url, session } = await start()
    const send = (body: string) =>
      request(url).post(CREATE).set("Content-Type", "application/json").send(body)
    expect((await send("[".repeat(500_000))).status).toBe(400)
    expect((await send(`{"a":"${"x".repeat(2 * 1024 * 1024)}"}`)).status).toBe(413)
    await session()
  })

  it("a caller that hangs up in the middle does no harm", async () => {
    const { port, session } = await start()
    await new Promise<void>((resolve) => {
      const head = `POST ${CREATE} HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{`
      const socket = connect(port, "127.0.0.1", () => socket.write(head, () => socket.destroy()))
      socket.on("close", () => resolve())
    })
    await session()
  })
})

describe("bad XML", () => {
  it.each([
    "",
    "text",
    "<API>",
    "<API><VERSION>BILLINK2.0</API>",
    "<OTHER/>",
    '<!DOCTYPE API [<!ENTITY a "b">]><API><VERSION>BILLINK2.0</VERSION></API>',
    "<a>".repeat(50_000),
  ])("601 for %.40s", async (body) => {
    const { url } = await start()
    const { status, api } = await postXml(url, STATUS, body)
    expect([status, api.RESULT, api.ERROR.CODE]).toEqual([200, "ERROR", "601"])
  })

  it("001 for another version, 601 for another content type or an unknown field", async () => {
    const { url, username, id, xml } = await start()
    const items = item({ INVOICENUMBER: "A" })
    const body = envelope({ username, id, action: "Status", items })
    const old = await postXml(url, STATUS, body.replace("BILLINK2.0", "BILLINK1.0"))
    expect(old.api.ERROR.CODE).toBe("001")
    expect((await postXml(url, STATUS, body, "application/json")).api.ERROR.CODE).toBe("601")
    const extra = await xml(STATUS, "Status", item({ INVOICENUMBER: "A", EXTRA: "1" }))
    expect(extra.api.ERROR.CODE).toBe("601")
  })

  it("a number with leading zeros stays a text", async () => {
    const { xml } = await start()
    const { api } = await xml(STATUS, "Status", item({ INVOICENUMBER: "0012" }))
    expect(api.MSG.INVOICES.INVOICE.INVOICENUMBER).toBe("0012")
  })
})

describe("1.3 credentials", () => {
  it("are in the body, and neither in the log nor in the state", async () => {
    const { id, username, url, create, call, xml, control } = await start()
    await create()
    await call("/v2/session/status", { sessionID: "x" })
    await xml(STATUS, "Status", item({ INVOICENUMBER: "A" }))
    const broken = `{"billinkUsername":"${username}","billinkID":"${id}`
    await request(url).post(CREATE).set("Content-Type", "application/json").send(broken)
    const other = `{"billinkId": "another-secret", "billinkUsername": "me\\"too"`
    await request(url).post(CREATE).set("Content-Type", "application/json").send(other)
    const dump = JSON.stringify(control.state())
    for (const secret of [id, username, "another-secret", "too"]) expect(dump).not.toContain(secret)
    const [first, , legacy] = control.state().requests
    expect(first?.body).toContain("Keizersgracht")
    expect(first).toMatchObject({ method: "POST", path: CREATE, status: 200 })
    expect(legacy).toMatchObject({ action: "Status", code: "200" })
    expect(legacy?.body).toContain("<CLIENTID>[redacted]<")
  })
})
