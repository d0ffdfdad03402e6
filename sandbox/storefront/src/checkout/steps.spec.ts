import { furthestStep, isDone, openStep } from "./steps"

const empty = {}
const addressed = { email: "anna@example.com", shipping_address: { address_1: "Dorpsstraat 1" } }
const ready = { ...addressed, shipping_methods: [{}] }

describe("The checkout", () => {
  it("goes as far as the cart is filled in", () => {
    expect(furthestStep(empty)).toBe("details")
    // Medusa gives a new cart an address with nothing but its country.
    expect(furthestStep({ email: "anna@example.com", shipping_address: {} })).toBe("details")
    expect(furthestStep(addressed)).toBe("delivery")
    expect(furthestStep(ready)).toBe("payment")
  })

  it("opens the step in the address, but none that the cart is not ready for", () => {
    expect(openStep(ready, "details")).toBe("details")
    expect(openStep(ready, null)).toBe("payment")
    expect(openStep(addressed, "payment")).toBe("delivery")
    expect(openStep(ready, "nonsense")).toBe("payment")
  })

  it("knows what is done", () => {
    expect(isDone("details", addressed)).toBe(true)
    expect(isDone("delivery", addressed)).toBe(false)
    expect(isDone("payment", ready)).toBe(false)
  })
})
