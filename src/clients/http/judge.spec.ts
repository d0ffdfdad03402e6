import { setUp } from "./__fixtures__/request"
import { InvalidRequestError, ServerError } from "./errors"

const refusal = () =>
  new InvalidRequestError({ service: "Other", method: "POST", path: "/x", detail: "no" })

describe("A request that judges its answer by the body", () => {
  it("takes a value from an answer with any status", async () => {
    const { send } = setUp([{ status: 500, text: "<ok/>" }])
    const judge = jest.fn(() => ({ ok: true, value: "fine" }) as const)
    await expect(send({ judge })).resolves.toBe("fine")
    expect(judge).toHaveBeenCalledWith({ status: 500, ok: false, text: "<ok/>" })
  })

  it("throws the error that the body stands for, though the status is 200", async () => {
    const { fail, sent } = setUp([{ status: 200, json: { result: "ERROR" } }])
    const error = await fail({ judge: () => ({ ok: false, error: refusal() }) })
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(sent).toHaveLength(1)
  })

  it("leaves it to the status when the body says nothing", async () => {
    const { fail } = setUp([{ status: 503, text: "gone" }])
    expect(await fail({ judge: () => undefined, maxAttempts: 1 })).toBeInstanceOf(ServerError)
  })
})

describe("A request that only reads", () => {
  it("has no outcome to be unsure about, also as a POST", async () => {
    const { fail } = setUp([{ status: 503 }])
    expect((await fail({ readOnly: true })).outcome).toBe("none")
    expect((await fail({ readOnly: false })).outcome).toBe("unknown")
  })
})

describe("A request with a text of its own", () => {
  it("sends it as it is, with its content type", async () => {
    const { send, sent } = setUp([{ text: "{}" }])
    const content = "<API/>"
    await send({ text: { contentType: "text/xml", content } })
    expect(sent[0]).toMatchObject({ bodyText: content, headers: { "content-type": "text/xml" } })
  })
})
