import { inspect } from "node:util"
import { networkError, type Step } from "../http/__fixtures__/fake-fetch"
import { redact, redactText } from "../http"
import { CALL, createTestClient, failureOf, ID, SESSION, USERNAME } from "./__fixtures__/client"
import { buildSessionBody } from "./session-body"
import { DEFAULT_ADAPTER } from "./adapter"
import { buildXml } from "./xml"

const credentials = { username: USERNAME, id: ID }

/** Everything that a logger could find on an error. */
function everythingOf(error: unknown): string {
  const causes: unknown[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    causes.push(cause.message, cause.stack, { ...cause }, JSON.stringify(cause))
  }
  return inspect([error, causes], { depth: 20, showHidden: true })
}

describe("Billink's credentials (facts 1.3)", () => {
  it.each<[string, Step]>([
    [
      "a refusal that repeats them",
      { status: 404, json: { status: "error", message: `No client ${USERNAME} ${ID}` } },
    ],
    ["a server error that repeats them", { status: 500, json: { message: `${USERNAME}/${ID}` } }],
    [
      "a relayed body that repeats them",
      {
        status: 400,
        json: {
          error_backend: { http_body: JSON.stringify({ message: `id ${ID}`, billinkID: ID }) },
        },
      },
    ],
    [
      "an XML error that repeats them",
      {
        text: `<API><RESULT>ERROR</RESULT><ERROR><CODE>101</CODE><DESCRIPTION>${USERNAME} ${ID}</DESCRIPTION></ERROR></API>`,
      },
    ],
    ["a dropped connection", { error: networkError("ECONNRESET") }],
    ["a page", { text: `<html>${ID}</html>` }],
  ])("stand in no error and no cause after %s", async (_name, step) => {
    const calls = [
      (client: ReturnType<typeof createTestClient>["client"]) =>
        client.createSession(SESSION, CALL),
      (client: ReturnType<typeof createTestClient>["client"]) =>
        client.startWorkflow({ orderNumber: "ORDER1" }, CALL),
      (client: ReturnType<typeof createTestClient>["client"]) =>
        client.credit({ orderNumber: "ORDER1", cents: 1 }, CALL),
    ]
    for (const run of calls) {
      const { client } = createTestClient([step])
      const error = await failureOf(run(client))
      const text = everythingOf(error) + error.merchantMessage + error.shopperMessage
      expect(text).not.toContain(ID)
      expect(text).not.toContain(USERNAME)
    }
  })

  it("stand in nothing that can be seen of the client", () => {
    const { client } = createTestClient([])
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain(ID)
    expect(JSON.stringify(client)).not.toContain(ID)
  })

  it("are blanked in a body that is logged, as object and as text", () => {
    const body = buildSessionBody(SESSION, DEFAULT_ADAPTER, credentials)
    const plain = { billinkUsername: USERNAME, billinkID: ID, billinkId: ID, secret: ID }
    const xml = buildXml({ version: "v", credentials, action: "a", items: [] })
    const logged = [
      JSON.stringify(redact(body)),
      JSON.stringify(redact(plain)),
      JSON.stringify(redact({ CLIENTUSERNAME: USERNAME, CLIENTID: ID })),
      redactText(JSON.stringify(body)),
      redactText(JSON.stringify({ billinkId: ID, billinkUsername: USERNAME }, null, 2)),
      redactText(xml),
    ].join("\n")
    expect(logged).not.toContain(ID)
    expect(logged).not.toContain(USERNAME)
    expect(logged).toContain("Kerkstraat")
  })
})
