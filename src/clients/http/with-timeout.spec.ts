import { withTimeout } from "./with-timeout"

describe("withTimeout", () => {
  it("passes on a result and a failure", async () => {
    await expect(withTimeout(Promise.resolve(7), 1_000)).resolves.toBe(7)
    await expect(withTimeout(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no")
  })

  it("gives up after the time given", async () => {
    await expect(withTimeout(new Promise(() => undefined), 5)).rejects.toThrow(
      "No answer within 5 ms"
    )
  })

  it("lets a failure that comes too late pass unnoticed", async () => {
    let fail: (error: Error) => void = () => undefined
    const late = new Promise((_, reject) => {
      fail = reject
    })
    await expect(withTimeout(late, 5)).rejects.toThrow("No answer")
    fail(new Error("late"))
    await new Promise((resolve) => setImmediate(resolve))
  })

  it("leaves no timer behind", async () => {
    jest.useFakeTimers()
    await withTimeout(Promise.resolve(1), 60_000)
    await Promise.resolve()
    expect(jest.getTimerCount()).toBe(0)
    jest.useRealTimers()
  })
})
