import { isPaymentIntentId, isRefundId } from "./ids"

describe.each([
  ["isPaymentIntentId", isPaymentIntentId, "pi_"],
  ["isRefundId", isRefundId, "re_"],
] as const)("%s", (_name, isId, prefix) => {
  it.each(["1", "3abc123", "abc_DEF_123", "x".repeat(250)])(`takes ${prefix}%s`, (tail) => {
    expect(isId(`${prefix}${tail}`)).toBe(true)
  })

  it.each(["", " 1", "1 ", "1\n", "a-b", "a/b", "a?b", "é", "x".repeat(251)])(
    `does not take ${prefix}%j`,
    (tail) => {
      expect(isId(`${prefix}${tail}`)).toBe(false)
    }
  )

  it.each(["doc123", "", "ch_1", "xpi_1", "xre_1", undefined, null, 5, ["pi_1"], { id: "pi_1" }])(
    "does not take %j",
    (value) => {
      expect(isId(value)).toBe(false)
    }
  )
})

it("tells payments and refunds apart", () => {
  expect(isPaymentIntentId("re_1")).toBe(false)
  expect(isRefundId("pi_1")).toBe(false)
})
