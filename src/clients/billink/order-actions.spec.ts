import { CALL, createTestClient, failureOf, ID, USERNAME } from "./__fixtures__/client"
import { BillinkInvalidInputError, BillinkNotConfiguredError, BillinkRefusedError } from "./errors"

const PATHS = { paths: { onHold: "/v2/x/hold", resume: "/v2/x/resume", message: "/v2/x/message" } }
const done = { json: { code: "200", description: "ok", result: "MSG" } }
const order = { orderNumber: "ORDER1", workflowNumber: "1" }

describe("On hold, resume and message (facts 2.7, 2.8, 2.10)", () => {
  it.each(["onHold", "resume", "message"] as const)(
    "%s makes no call as long as its path is not known (facts 7.1)",
    async (operation) => {
      const { client, sent } = createTestClient([done])
      const error = await failureOf(client[operation]({ ...order, message: "x" }, CALL))
      expect(error).toBeInstanceOf(BillinkNotConfiguredError)
      expect(error).toMatchObject({
        setting: `billink.adapter.paths.${operation}`,
        outcome: "none",
      })
      expect(sent).toEqual([])
    }
  )

  it("sends what is documented once the paths are set", async () => {
    const { client, sent } = createTestClient([done], PATHS)
    await client.onHold({ ...order, days: 14 }, CALL)
    await client.resume(order, CALL)
    await client.message({ ...order, message: "Let op" }, CALL)
    const head = { billinkUsername: USERNAME, billinkID: ID, invoiceNumber: "ORDER1" }
    expect(sent.map(({ url, body }) => [new URL(url).pathname, body])).toEqual([
      ["/v2/x/hold", { ...head, workflowNumber: "1", days: 14 }],
      ["/v2/x/resume", { ...head, workflowNumber: "1" }],
      ["/v2/x/message", { ...head, message: "Let op", workflowNumber: 1 }],
    ])
  })

  it.each([0, 15, 1.5])("does not ask for %s days (facts 2.7)", async (days) => {
    const { client, sent } = createTestClient([done], PATHS)
    const error = await failureOf(client.onHold({ ...order, days }, CALL))
    expect(error).toBeInstanceOf(BillinkInvalidInputError)
    expect(sent).toEqual([])
  })

  it.each([
    ["200 with an error", { json: { result: "ERROR", error: { code: "701" } } }],
    ["400 of another shape (facts 2.8)", { status: 400, json: { message: "no", status: "x" } }],
    [
      "200 with a code",
      { json: { code: "403", description: "longer than 14 days", result: "MSG" } },
    ],
  ])("is refused by %s", async (_name, step) => {
    const { client } = createTestClient([step], PATHS)
    expect(await failureOf(client.resume(order, CALL))).toBeInstanceOf(BillinkRefusedError)
  })
})
