import { DEADLINES, initiateDeadline, MEDUSA_MS, SHOPPER_PATIENCE_MS } from "./deadlines"

describe("The deadlines of what a shopper waits for (R12)", () => {
  it("start a payment within 25 seconds, the session that it replaces looked at and given up first", () => {
    const sum = DEADLINES.beforeChange + DEADLINES.deleteSession + DEADLINES.initiate
    expect(sum + MEDUSA_MS).toBeLessThanOrEqual(SHOPPER_PATIENCE_MS)
  })

  it("start one within 25 seconds as well when another one of the cart is being started", () => {
    const { turn, beforeChange, deleteSession, leastInitiate } = DEADLINES
    const sum = turn + beforeChange + deleteSession + leastInitiate
    expect(sum + MEDUSA_MS).toBeLessThanOrEqual(SHOPPER_PATIENCE_MS)
  })

  it.each([
    [null, 18_000],
    [0, 18_000],
    [4000, 18_000],
    [5000, 17_000],
    [16_000, 6000],
    [60_000, 6000],
    [-60_000, 18_000],
  ])("leave what is left to a request that began %p ms ago", (ago, left) => {
    expect(initiateDeadline(ago === null ? null : 100_000 - ago, 100_000)).toBe(left)
  })

  it("complete a cart within 25 seconds, with two unpaid sessions in the way", () => {
    const sum = DEADLINES.authorize + 2 * DEADLINES.deleteSession
    expect(sum + MEDUSA_MS).toBeLessThanOrEqual(SHOPPER_PATIENCE_MS)
  })

  it("answer a completion that takes longer within 25 seconds, and not before WolffPay could be asked", () => {
    expect(DEADLINES.completion).toBeLessThan(SHOPPER_PATIENCE_MS)
    expect(DEADLINES.completion).toBeGreaterThan(DEADLINES.authorize + 2 * DEADLINES.deleteSession)
  })

  it("give up a session in the second and a half that its cart's lock allows", () => {
    expect(DEADLINES.deleteSession).toBeLessThanOrEqual(1500)
  })
})
