import { completedAfter } from "./completed"

describe("A cart that turns out to be completed", () => {
  it("is one that Medusa says is", () => {
    expect(completedAfter(undefined, { id: "cart_1", completed_at: "2025-01-01" })).toBe("cart_1")
  })

  it("is an open cart again when a later look finds that Medusa undid it", () => {
    expect(completedAfter("cart_1", { id: "cart_1", completed_at: null })).toBeUndefined()
    expect(completedAfter("cart_1", { id: "cart_1" })).toBeUndefined()
  })

  it("stays known while another cart takes its place", () => {
    expect(completedAfter("cart_1", { id: "cart_2" })).toBe("cart_1")
  })
})
