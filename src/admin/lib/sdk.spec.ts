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
