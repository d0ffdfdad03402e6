import { type BillinkCallOptions, resolveAdapter } from "../../../clients/billink"
import type WolffPayModuleService from "../service"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"
import { lookAtSession } from "./look-at-session"

const row = {
  id: "wpbil_1",
  billink_session_id: "0a1b2c3d4e5f60718293a4b5",
  order_number: "ORDER1",
  state: "open",
} as BillinkInvoiceRow
const JOB: BillinkCallOptions = { lane: "background", deadlineMs: 15_000 }
const SHOPPER: BillinkCallOptions = { lane: "checkout", deadlineMs: 2500, maxAttempts: 1 }

/** A Billink that answers when it is told to. */
function waitingBillink(sessionStates: Record<string, string> = {}) {
  const state = { now: row, asked: 0, warned: [] as string[], answer: (_status: string) => {} }
  const service = {
    looking: new Map(),
    invoices: {
      byId: async () => state.now,
      advance: async (_id: string, to: BillinkInvoiceRow["state"], status: string) => {
        state.now = { ...row, state: to, status }
      },
    },
    logger: { warn: (line: string) => state.warned.push(line) },
    billink: {
      options: { adapter: resolveAdapter({ sessionStates }).adapter },
      client: {
        sessionStatus: () => {
          state.asked += 1
          return new Promise<string>((resolve) => {
            state.answer = resolve
          })
        },
      },
    },
  } as unknown as WolffPayModuleService
  return { state, service }
}

describe("A look at a session that somebody else takes already", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("is waited for no longer than the caller has time, and goes on for who began it", async () => {
    const { state, service } = waitingBillink()
    const job = lookAtSession(service, row, JOB)
    await jest.advanceTimersByTimeAsync(0)
    const ended = jest.fn()
    lookAtSession(service, row, SHOPPER).catch(ended)
    await jest.advanceTimersByTimeAsync(2499)
    expect(ended).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(1)
    expect(ended).toHaveBeenCalledWith(expect.any(Error))

    state.answer("order_created")
    expect((await job).state).toBe("accepted")
    expect(state.asked).toBe(1)
  })

  it("tells everybody who still waits", async () => {
    const { state, service } = waitingBillink()
    const job = lookAtSession(service, row, JOB)
    const shopper = lookAtSession(service, row, SHOPPER)
    await jest.advanceTimersByTimeAsync(2000)
    state.answer("order_created")
    expect((await shopper).state).toBe("accepted")
    expect(await job).toEqual(await shopper)
    expect([state.asked, jest.getTimerCount()]).toEqual([1, 0])
  })
})

describe("What Billink says of a session (facts 7.9)", () => {
  const seen = async (status: string, sessionStates?: Record<string, string>) => {
    const { state, service } = waitingBillink(sessionStates)
    const look = lookAtSession(service, row, JOB)
    await new Promise(setImmediate)
    state.answer(status)
    return { ...(await look), warned: state.warned.length }
  }

  it.each([
    ["session_active", "open"],
    ["order_created", "accepted"],
    ["cancelled", "cancelled"],
    ["failed", "failed"],
    ["session_expired", "expired"],
  ])("%s means %s", async (status, state) => {
    expect(await seen(status)).toMatchObject({ state, status, warned: 0 })
  })

  it.each(["declined", "constructor", ""])("is undecided in a word like %j", async (status) => {
    expect(await seen(status)).toMatchObject({ state: "open", warned: 1 })
  })

  it("means what the shop was told that it means", async () => {
    const own = { declined: "failed" }
    expect(await seen("declined", own)).toMatchObject({ state: "failed", status: "declined" })
    expect(await seen("order_created", own)).toMatchObject({ state: "accepted" })
  })
})
