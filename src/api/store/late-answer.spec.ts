import type { MedusaResponse } from "@medusajs/framework/http"
import { answerInTime, replaceFailure } from "./late-answer"

/** Express's part of a response, as far as these need it. */
function fakeResponse() {
  const answers: { status: number; body: unknown }[] = []
  const res = {
    statusCode: 200,
    headersSent: false,
    status(code: number) {
      res.statusCode = code
      return res
    },
    json(body: unknown) {
      if (res.headersSent) {
        throw new Error("Cannot set headers after they are sent to the client")
      }
      res.headersSent = true
      answers.push({ status: res.statusCode, body })
      return res
    },
    once: () => res,
  }
  return { res: res as unknown as MedusaResponse, answers }
}

const ASK_AGAIN = { status: 409, body: "ask again" }
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe("replaceFailure", () => {
  it("leaves an answer below 500 as it is, without judging", () => {
    const { res, answers } = fakeResponse()
    const judge = jest.fn()
    replaceFailure(res, judge)
    res.status(400).json("no")
    expect(answers).toEqual([{ status: 400, body: "no" }])
    expect(judge).not.toHaveBeenCalled()
  })

  it("gives the judged answer in place of a failure", async () => {
    const { res, answers } = fakeResponse()
    replaceFailure(res, async () => ASK_AGAIN)
    res.status(500).json("unknown error")
    await nextTurn()
    expect(answers).toEqual([ASK_AGAIN])
  })

  it.each([
    ["has no other answer", async () => undefined],
    ["fails itself", () => Promise.reject(new Error("database"))],
  ])("gives core's failure when the judge %s", async (_, judge) => {
    const { res, answers } = fakeResponse()
    replaceFailure(res, judge)
    res.status(500).json("unknown error")
    await nextTurn()
    expect(answers).toEqual([{ status: 500, body: "unknown error" }])
  })
})

describe("answerInTime (R12)", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("answers once when core is late, and drops what core says afterwards", () => {
    const { res, answers } = fakeResponse()
    answerInTime(res, 24_000, ASK_AGAIN)
    jest.advanceTimersByTime(23_999)
    expect(answers).toEqual([])
    jest.advanceTimersByTime(1)
    res.status(200).json("order")
    expect(answers).toEqual([ASK_AGAIN])
  })

  it("leaves core's answer alone when it is in time", () => {
    const { res, answers } = fakeResponse()
    answerInTime(res, 24_000, ASK_AGAIN)
    res.status(200).json("order")
    jest.advanceTimersByTime(60_000)
    expect(answers).toEqual([{ status: 200, body: "order" }])
  })
})
