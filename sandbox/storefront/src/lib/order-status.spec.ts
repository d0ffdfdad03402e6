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
  ] as const)("%s may change by itself: %s", (status, expected) => {
    expect(isOnItsWay(status)).toBe(expected)
  })
})
