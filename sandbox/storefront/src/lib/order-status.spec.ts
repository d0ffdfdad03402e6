import { isOnItsWay, orderStatus } from "./order-status"

describe("What the shopper reads about an order", () => {
  it.each([
    ["captured", "paid"],
    ["partially_refunded", "paid"],
    ["refunded", "refunded"],
    ["authorized", "authorized"],
    ["awaiting", "pending"],
    ["not_paid", "pending"],
    ["canceled", "canceled"],
  ])("%s is %s", (payment_status, expected) => {
    expect(orderStatus({ payment_status })).toBe(expected)
  })

  const placed = (payment_status: string, ...statuses: string[]) => ({
    payment_status,
    payment_collections: [{ payment_sessions: statuses.map((status) => ({ status })) }],
  })

  it.each([
    ["failed", placed("awaiting", "error")],
    ["pending", placed("awaiting", "pending_authorization")],
    ["pending", placed("awaiting", "error", "pending")],
    ["pending", placed("awaiting")],
    ["pending", { payment_status: "awaiting", payment_collections: [{}] }],
    ["pending", { payment_status: "awaiting", payment_collections: null }],
    ["paid", placed("captured", "error")],
    ["refunded", placed("refunded", "error")],
  ])("is %s by what became of its payment (R6)", (expected, order) => {
    expect(orderStatus(order)).toBe(expected)
  })

  it("is cancelled when the order is, but never hides a refund", () => {
    expect(orderStatus({ payment_status: "captured", status: "canceled" })).toBe("canceled")
    expect(orderStatus({ payment_status: "refunded", status: "canceled" })).toBe("refunded")
  })

  it.each([
    ["pending", true],
    ["authorized", true],
    ["paid", false],
    ["refunded", false],
    ["canceled", false],
    ["failed", false],
  ] as const)("%s may change by itself: %s", (status, expected) => {
    expect(isOnItsWay(status)).toBe(expected)
  })
})
