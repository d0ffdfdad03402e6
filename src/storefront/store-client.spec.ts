import { createStoreClient } from "./store-client"

const json = (status: number, body: unknown) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status })

function answering(response: Response) {
  return jest.spyOn(globalThis, "fetch").mockResolvedValue(response)
}

const options = { baseUrl: "https://api.shop.test/", publishableKey: "pk_1" }

describe("The client for shops without the SDK", () => {
  it("sends what Medusa's store API asks for", async () => {
    const send = answering(json(200, { ok: true }))
    const client = createStoreClient({ ...options, headers: () => ({ authorization: "Bearer t" }) })
    const abort = new AbortController()
    const answer = await client.fetch("/store/x", {
      method: "POST",
      body: { a: 1 },
      query: { fields: "id,total", limit: 1 },
      headers: { "x-medusa-locale": "nl" },
      signal: abort.signal,
    })
    expect(answer).toEqual({ ok: true })
    expect(send).toHaveBeenCalledWith(
      "https://api.shop.test/store/x?fields=id%2Ctotal&limit=1",
      expect.objectContaining({
        method: "POST",
        body: '{"a":1}',
        signal: abort.signal,
        headers: expect.objectContaining({
          accept: "application/json",
          "content-type": "application/json",
          "x-publishable-api-key": "pk_1",
          authorization: "Bearer t",
          "x-medusa-locale": "nl",
        }),
      })
    )
  })

  it("sends a plain GET without a body", async () => {
    const send = answering(json(200, {}))
    await createStoreClient(options).fetch("/store/x")
    expect(send.mock.calls[0]?.[0]).toBe("https://api.shop.test/store/x")
    expect(send.mock.calls[0]?.[1]?.body).toBeUndefined()
  })

  it("keeps what tells two refusals apart", async () => {
    answering(json(400, { type: "not_allowed", code: "insufficient_inventory", message: "Sold" }))
    await expect(createStoreClient(options).fetch("/store/x")).rejects.toMatchObject({
      name: "StoreError",
      status: 400,
      type: "not_allowed",
      code: "insufficient_inventory",
      message: "Sold",
    })
  })

  it("tells the status of an answer that is not JSON", async () => {
    answering(json(502, "<html>Bad gateway</html>"))
    await expect(createStoreClient(options).fetch("/store/x")).rejects.toMatchObject({
      status: 502,
      message: "Medusa answered 502",
    })
  })

  it("sends nothing without a key", async () => {
    const send = answering(json(200, {}))
    const client = createStoreClient({ ...options, publishableKey: "" })
    await expect(client.fetch("/store/x")).rejects.toMatchObject({
      code: "missing_publishable_key",
    })
    expect(send).not.toHaveBeenCalled()
  })
})
