import { budgetKey } from "./budget-key"

describe("budgetKey (W7: the limit is per API key)", () => {
  it("is the same for the same API key and another for another", () => {
    expect(budgetKey("wp_test_00ff")).toBe(budgetKey("wp_test_00ff"))
    expect(budgetKey("wp_test_00ff")).not.toBe(budgetKey("wp_live_00ff"))
  })

  it("does not show the API key", () => {
    expect(budgetKey("wp_live_00ff00ff")).toMatch(/^wolffpay:budget:[0-9a-f]{32}$/)
    expect(budgetKey("wp_live_00ff00ff")).not.toContain("00ff00ff")
  })
})
