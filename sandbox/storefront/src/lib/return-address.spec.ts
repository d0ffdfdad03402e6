import { returnAddress, returnPath } from "./return-address"

describe("The page to come back to", () => {
  it("is the return page of the cart", () => {
    expect(returnPath("cart_1")).toBe("/checkout/return?cart_id=cart_1")
    expect(returnPath("a&b=c")).toBe("/checkout/return?cart_id=a%26b%3Dc")
  })

  it("has the shop's own origin for a bank", () => {
    expect(returnAddress("cart_1", "https://shop.example")).toBe(
      "https://shop.example/checkout/return?cart_id=cart_1"
    )
  })
})
