import { CALL, createTestClient, failureOf, ID, USERNAME } from "./__fixtures__/client"
import { BillinkInvalidInputError, BillinkRefusedError, BillinkUnknownOutcomeError } from "./errors"

const credentials = { billinkUsername: USERNAME, billinkID: ID }
const URL_OF_SHOP = "https://medusa.example.com/hooks/billink/token/order"

describe("Registering the v3 webhooks (facts 2.12)", () => {
  it("gives the new secret", async () => {
    const secret = Buffer.alloc(32, 7).toString("base64")
    const json = { status: "success", message: "ok", secret }
    const { client, sent } = createTestClient([{ json }])
    expect(await client.generateWebhookSecret(CALL)).toBe(secret)
    expect(sent[0]).toMatchObject({
      url: "https://api.example.test/v2/client/webhook-v3/secret/generate",
      body: credentials,
    })
  })

  it("does not know whether the old secret still counts when no answer comes (facts 7.6)", async () => {
    const { client, sent } = createTestClient([{ hang: "until-abort" }])
    const error = await failureOf(client.generateWebhookSecret({ ...CALL, timeoutMs: 20 }))
    expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
    expect(sent).toHaveLength(1)
  })

  it.each([
    ["setOrderWebhook", "/v2/client/webhook-v3/set"],
    ["setSessionWebhook", "/v2/session/webhook-v3/set"],
  ] as const)("%s posts the address to %s", async (method, path) => {
    const json = { status: "success", message: "Webhook has been set" }
    const { client, sent } = createTestClient([{ json }])
    await client[method](URL_OF_SHOP, CALL)
    expect(new URL(sent[0]?.url ?? "").pathname).toBe(path)
    expect(sent[0]?.body).toEqual({ ...credentials, url: URL_OF_SHOP })
  })

  it.each(["http://medusa.example.com", "", "medusa"])("takes https only, not %j", async (url) => {
    const { client, sent } = createTestClient([{ json: {} }])
    expect(await failureOf(client.setOrderWebhook(url, CALL))).toBeInstanceOf(
      BillinkInvalidInputError
    )
    expect(sent).toEqual([])
  })

  it("is refused while there is no secret", async () => {
    const json = { status: "error", message: "Secret has not been generated" }
    const { client } = createTestClient([{ status: 400, json }])
    expect(await failureOf(client.setOrderWebhook(URL_OF_SHOP, CALL))).toBeInstanceOf(
      BillinkRefusedError
    )
  })
})
