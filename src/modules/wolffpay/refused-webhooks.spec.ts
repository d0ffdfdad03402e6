import { RefusedWebhooks } from "./refused-webhooks"

describe("RefusedWebhooks (R20)", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("writes the first at once, and a flood once a second with its last reason", async () => {
    const write = jest.fn(() => Promise.resolve())
    const refused = new RefusedWebhooks(write)
    expect(refused.note("a wrong secret")).toBe(1)
    expect(write.mock.calls).toEqual([[1, "a wrong secret"]])
    for (let i = 0; i < 500; i += 1) {
      refused.note(`number ${i}`)
    }
    expect(write).toHaveBeenCalledTimes(1)
    await jest.advanceTimersByTimeAsync(1000)
    expect(write.mock.calls.slice(1)).toEqual([[500, "number 499"]])
    await jest.advanceTimersByTimeAsync(60_000)
    expect(write).toHaveBeenCalledTimes(2)
    expect(refused.note("later")).toBe(502)
    expect(write).toHaveBeenLastCalledWith(1, "later")
  })

  it("loses none while the database cannot be written to", async () => {
    const write = jest.fn<Promise<void>, [number, string]>(() => Promise.reject(new Error("full")))
    const refused = new RefusedWebhooks(write)
    refused.note("one")
    await jest.advanceTimersByTimeAsync(500)
    write.mockResolvedValue(undefined)
    await jest.advanceTimersByTimeAsync(500)
    expect(write.mock.calls).toEqual([
      [1, "one"],
      [1, "one"],
    ])
  })
})
