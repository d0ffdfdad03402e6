import { call, isUnknownOutcome } from "./sdk"

const NEWS_MS = 20_000

/** Asks, and gives what is known after a while. */
async function after(milliseconds: number, answer: Promise<unknown>) {
  let seen: unknown = "nothing"
  answer.then(
    (given) => (seen = given),
    (error: unknown) => (seen = error)
  )
  await jest.advanceTimersByTimeAsync(milliseconds)
  return seen
}

describe("a call to Medusa's admin API", () => {
  const fetched = jest.fn<Promise<Response>, [URL, RequestInit]>()

  beforeEach(() => {
    jest.useFakeTimers()
    Object.assign(globalThis, {
      __BACKEND_URL__: "/",
      __AUTH_TYPE__: "session",
      window: { location: { origin: "http://shop.test" } },
      fetch: fetched.mockReset(),
    })
  })

  afterEach(() => jest.useRealTimers())

  const neverAnswered = () =>
    fetched.mockImplementation(
      (_, { signal }) =>
        new Promise((_, reject) => {
          const end = () => reject(signal?.reason)
          signal?.addEventListener("abort", end)
          if (signal?.aborted) {
            end()
          }
        })
    )

  it("waits for the server's news of a sale", async () => {
    fetched.mockImplementation(async () => {
      await new Promise((resolve) => setTimeout(resolve, NEWS_MS))
      return Response.json({ sale: {} })
    })
    expect(await after(NEWS_MS, call("/sale"))).toEqual({ sale: {} })
  })

  it("on a dead line is given up, and nobody knows what came of it", async () => {
    neverAnswered()
    const error = await after(NEWS_MS + 10_000, call("/sale", { method: "POST" }))
    expect(error).not.toBe("nothing")
    expect(isUnknownOutcome(error)).toBe(true)
  })

  const answered = (status: number, body: object | string) => {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    fetched.mockResolvedValue(new Response(text, { status }))
    return call("/sale", { method: "POST" }).catch((error: unknown) => error)
  }

  it.each([
    [400, { type: "invalid_data", message: "Invalid request: …" }],
    [404, { type: "not_found", code: "sale_unknown", message: "…" }],
    [400, { type: "not_allowed", code: "payment_not_possible", message: "…" }],
    [409, { type: "conflict", code: "reader_busy", message: "…", details: {} }],
  ])("%i from a route of ours or a validator of Medusa's is a refusal", async (status, body) => {
    expect(isUnknownOutcome(await answered(status, body))).toBe(false)
  })

  it.each([
    [404, "<h1>404 Not Found</h1>"],
    [404, { message: "no Route matched with those values" }],
    [404, { type: "about:blank", title: "Not Found", status: 404 }],
    [400, {}],
    [401, { message: "Unauthorized" }],
    [401, { type: "unauthorized", message: "Unauthorized" }],
    [403, { type: "forbidden", message: "Insufficient permissions." }],
    [403, "Forbidden"],
    [408, ""],
    [409, { type: "conflict", code: "invalid_state_error", message: "… You may retry …" }],
    [429, { type: "not_allowed" }],
    [500, { type: "not_allowed", code: "service_unavailable" }],
    [502, "Bad Gateway"],
  ])("%i %j says nothing about what came of it", async (status, body) => {
    expect(isUnknownOutcome(await answered(status, body))).toBe(true)
  })

  it("ends with the screen that asked", async () => {
    neverAnswered()
    const screen = new AbortController()
    const ask = () => after(0, call("/sale", { signal: screen.signal }))
    const answer = ask()
    screen.abort()
    expect(await answer).toMatchObject({ name: "AbortError" })
    expect(await ask()).toMatchObject({ name: "AbortError" })
  })
})
