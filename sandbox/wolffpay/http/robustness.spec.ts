import { connect } from "node:net"
import request from "supertest"
import type { Started } from "../testing/support"
import { newKey, start } from "../testing/support"

const PATH = "/api/v1/payments"

function raw({ url, apiKey }: Started, body: string, type = "application/json") {
  return request(url)
    .post(PATH)
    .set("Authorization", `Bearer ${apiKey}`)
    .set("Idempotency-Key", newKey())
    .set("Content-Type", type)
    .send(body)
}

function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text))
    let answer = ""
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString()))
    socket.on("close", () => resolve(answer))
    socket.on("error", reject)
  })
}

describe("bad input", () => {
  it.each(["", "{", "nothing", "{'amount':1}", '{"amount":1,}', "\u0000"])(
    "the body %j is not JSON: 400",
    async (body) => {
      const sandbox = await start()
      const answer = await raw(sandbox, body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ success: false })
    }
  )

  it.each(["[]", "null", "5", '"text"', "true"])("the body %s is no object: 400", async (body) => {
    const sandbox = await start()
    expect((await raw(sandbox, body)).body.error).toBe("The body must be a JSON object.")
  })

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "multipart/form-data",
  ])("the content type %s is refused with 415", async (type) => {
    const sandbox = await start()
    expect((await raw(sandbox, "{}", type)).status).toBe(415)
    expect(sandbox.control.state().violations).toHaveLength(1)
  })

  it("the content type may name its character set", async () => {
    const sandbox = await start()
    const body = '{"amount":100,"description":"é"}'
    const answer = await raw(sandbox, body, "application/json; charset=utf-8")
    expect(answer.body.data.description).toBe("é")
  })

  it("a body of more than 1 MB is refused with 413, and the server goes on", async () => {
    const sandbox = await start()
    const answer = await raw(sandbox, `{"description":"${"x".repeat(1024 * 1024)}"}`)
    expect(answer.status).toBe(413)
    expect(answer.body.success).toBe(false)
    await sandbox.payment()
  })

  it("half a million brackets are refused, and the server goes on", async () => {
    const sandbox = await start()
    expect((await raw(sandbox, "[".repeat(500_000))).status).toBe(400)
    const nested = `{"a":`.repeat(100_000) + "1" + "}".repeat(100_000)
    expect((await raw(sandbox, nested)).body.error).toContain("nested")
    const board = await request(sandbox.url)
      .post("/sandbox/control/faults")
      .set("Content-Type", "application/json")
      .send(nested)
    expect(board.status).toBe(400)
    await sandbox.payment()
  })

  it("__proto__ in a body is an unknown field or plain metadata, and changes nothing else", async () => {
    const sandbox = await start()
    const refused = await raw(sandbox, '{"amount":100,"description":"x","__proto__":{"a":1}}')
    expect(refused.status).toBe(400)
    const taken = await raw(
      sandbox,
      '{"amount":100,"description":"x","metadata":{"__proto__":"y"}}'
    )
    expect(taken.status).toBe(200)
    expect(Object.hasOwn(Object.prototype, "a")).toBe(false)
    expect(JSON.stringify(sandbox.control.state().payments[0]?.metadata)).toBe('{"__proto__":"y"}')
  })

  it("a key that is given twice is refused", async () => {
    const sandbox = await start()
    const answer = await talk(
      sandbox.port,
      `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${sandbox.apiKey}\r\n` +
        "Idempotency-Key: first-key\r\nIdempotency-Key: second-key\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
    expect(answer).toMatch(/^HTTP\/1.1 400/)
    expect(answer).toContain("given twice")
  })

  it.each([
    "GARBAGE\r\n\r\n",
    "GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  ])("the request %j is answered and the server goes on", async (text) => {
    const sandbox = await start()
    expect(await talk(sandbox.port, text)).toMatch(/^HTTP\/1.1 4/)
    await sandbox.payment()
  })

  it("a caller that hangs up in the middle of its body does no harm", async () => {
    const sandbox = await start()
    await new Promise<void>((resolve) => {
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${sandbox.apiKey}\r\nContent-Length: 50\r\n\r\n{`
      const socket = connect(sandbox.port, "127.0.0.1", () => {
        socket.write(head, () => socket.destroy())
      })
      socket.on("close", () => resolve())
    })
    await sandbox.payment()
    expect(sandbox.control.state().payments).toHaveLength(1)
  })

  it("an unknown path outside the API is 404 in the envelope", async () => {
    const { url } = await start()
    const answer = await request(url).get("/nothing")
    expect([answer.status, answer.body]).toEqual([404, { success: false, error: "Not found" }])
  })
})
