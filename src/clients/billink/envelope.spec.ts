import { readEnvelope } from "./envelope"

const MESSAGE = "client.billinkUsername: This value should not be blank."
const read = (value: unknown) =>
  readEnvelope(typeof value === "string" ? value : JSON.stringify(value))

describe("An answer of Billink (facts 2.14)", () => {
  it.each([
    ["result MSG", { result: "MSG", statuses: [] }],
    ["status success", { status: "success", sessionID: "s" }],
    ["XML", "<API><RESULT>MSG</RESULT><MSG><CODE>500</CODE></MSG></API>"],
  ])("is a success by %s", (_name, body) => {
    expect(read(body)?.verdict).toBe("ok")
  })

  it.each([
    ["a session status", { status: "order_created" }],
    ["nothing known", { a: 1 }],
  ])("is unclear by itself with %s (facts 2.2)", (_name, body) => {
    expect(read(body)?.verdict).toBe("unclear")
  })

  it.each([
    [
      "an object with message",
      { error_backend: { http_status_code: 400, http_body: { message: MESSAGE } } },
    ],
    [
      "a JSON text",
      { error_backend: { http_status_code: 400, http_body: JSON.stringify({ message: MESSAGE }) } },
    ],
    ["plain text", { error_backend: { http_status_code: 400, http_body: MESSAGE } }],
    [
      "a text of its own",
      { error_backend: JSON.stringify({ http_body: MESSAGE, http_status_code: 400 }) },
    ],
    [
      "the 416 shape",
      {
        http_status_code: 400,
        http_body: JSON.stringify({ message: MESSAGE }),
        http_body_encoding: "utf-8",
      },
    ],
  ])("relays a backend's error as %s (facts 2.1)", (_name, body) => {
    expect(read(body)).toMatchObject({ verdict: "error", message: MESSAGE })
  })

  it.each([
    ["error.description", { result: "ERROR", error: { code: "704", description: "Unknown" } }],
    ["error.message and a number", { result: "ERROR", error: { code: 704, message: "Unknown" } }],
    ["error as JSON text", { result: "ERROR", error: '{"code":"704","message":"Unknown"}' }],
    [
      "XML",
      "<API><RESULT>ERROR</RESULT><ERROR><CODE>704</CODE><DESCRIPTION>Unknown</DESCRIPTION></ERROR></API>",
    ],
  ])("gives code and words of an error from %s", (_name, body) => {
    expect(read(body)).toMatchObject({ verdict: "error", code: "704", message: "Unknown" })
  })

  it("is an error with status error and a message (facts 2.12)", () => {
    expect(read({ status: "error", message: "Client not found" })).toMatchObject({
      verdict: "error",
      message: "Client not found",
    })
  })

  it("is an error with an error text alone", () => {
    expect(read({ error: "nope" })).toMatchObject({ verdict: "error", message: "nope" })
  })

  it("gives the status of the backend that failed", () => {
    const body = { error_backend: { http_status_code: "503", http_body: "down" } }
    expect(read(body)).toMatchObject({ verdict: "error", relayedStatus: 503 })
  })

  it("finds a code inside a relayed body", () => {
    const body = { error_backend: { http_body: '{"code":422,"message":"under 18"}' } }
    expect(read(body)).toMatchObject({ code: "422", message: "under 18" })
  })

  it("keeps the texts of XML as texts", () => {
    const body = "<API><INVOICENUMBER>0042</INVOICENUMBER></API>"
    expect(read(body)?.body.invoicenumber).toBe("0042")
  })

  it.each([
    "",
    "502 Bad Gateway",
    "[]",
    "null",
    '"text"',
    "{",
    "<html><body>502</body></html>",
    "<!DOCTYPE html><html></html>",
    '<!DOCTYPE x [<!ENTITY e "boom">]><API><RESULT>MSG</RESULT></API>',
    "<API><RESULT>MSG</RESULT>",
    "<a/><b/>",
  ])("is nothing that can be read: %j", (text) => {
    expect(readEnvelope(text)).toBeUndefined()
  })

  it("is not fooled by a field called __proto__ or by endless nesting", () => {
    expect(read('{"__proto__":{"result":"MSG"}}')?.verdict).toBe("unclear")
    expect(read(`${'{"error":'.repeat(200)}1${"}".repeat(200)}`)?.verdict).toBe("error")
  })
})
