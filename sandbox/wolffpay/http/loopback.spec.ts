import request from "supertest"
import { start } from "../testing/support"
import { checkLocal, isLoopback } from "../../shared/http/loopback"

describe("who may use the switchboard", () => {
  it.each(["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])(
    "%s is this machine",
    (address) => {
      expect(isLoopback(address)).toBe(true)
    }
  )

  it.each([
    "192.168.1.5",
    "10.0.0.1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "1127.0.0.1",
    "127.0.0.1.evil",
    "",
    undefined,
  ])("%s is not", (address) => {
    expect(isLoopback(address)).toBe(false)
    expect(() => checkLocal(address, { host: "localhost:4010" })).toThrow(
      "only answers this machine"
    )
  })

  const local = (headers: Record<string, string>) => () => checkLocal("127.0.0.1", headers)

  it("a name that was rebound to this machine is refused by its Host", () => {
    expect(local({ host: "evil.example:4010" })).toThrow("only reached by localhost")
    expect(local({ host: "localhost.evil.example" })).toThrow()
    expect(local({})).toThrow()
    for (const host of ["localhost:4010", "127.0.0.1", "[::1]:4010"])
      expect(local({ host })).not.toThrow()
  })

  it("a page of another site is refused by its Origin, the sandbox's own is not", () => {
    const host = "localhost:4010"
    expect(local({ host, origin: "http://localhost:4010" })).not.toThrow()
    for (const origin of [
      "https://evil.example",
      "http://localhost:8000",
      "null",
      "https://localhost:4010",
    ]) {
      expect(local({ host, origin })).toThrow("other sites")
    }
    expect(local({ host, "sec-fetch-site": "cross-site" })).toThrow("other sites")
    expect(local({ host, "sec-fetch-site": "same-origin" })).not.toThrow()
  })

  it("a refused page changes nothing", async () => {
    const { url, payment, control } = await start()
    const { id } = await payment()
    const answer = await request(url)
      .post(`/sandbox/control/payments/${id}/succeed`)
      .set("Origin", "https://evil.example")
      .send({})
    expect(answer.status).toBe(403)
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin")
    expect((await request(url).get("/").set("Host", "evil.example")).status).toBe(403)
    expect(control.payment(id).status).toBe("requires_payment_method")
  })
})
