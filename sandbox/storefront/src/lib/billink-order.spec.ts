import { askForOrder } from "./billink-order"

const refusal = (status: number) => Object.assign(new Error("The cart has changed."), { status })
const cartWith = (type: string, message = "") => ({ type: "cart", error: { type, message } })

// What Medusa answers is typed by Medusa; here it is only what the shop reads of it.
const ask = (answer: unknown) =>
  askForOrder(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  )

describe("The order of a Billink payment", () => {
  it("is there once the cart is one", async () => {
    const answer = { type: "order", order: { id: "order_1" } }
    expect(await ask(answer)).toEqual({ state: "order", orderId: "order_1" })
  })

  it("is asked for again while Billink has not decided", async () => {
    expect(await ask(cartWith("payment_requires_more_error"))).toEqual({ state: "open" })
  })

  it("is refused in the shop's words once Billink has said no", async () => {
    const answer = cartWith("payment_authorization_error", "Cancelled at Billink.")
    expect(await ask(answer)).toEqual({ state: "refused", message: "Cancelled at Billink." })
  })

  it("is refused where the cart no longer is what Billink bills", async () => {
    const answer = await ask(refusal(400))
    expect(answer).toEqual({ state: "refused", message: "The cart has changed." })
  })

  it.each([
    ["another request completes the cart", refusal(409)],
    ["the shop has a problem", refusal(500)],
    ["nobody answers", new TypeError("Failed to fetch")],
  ])("is asked for again when %s", async (_, error) => {
    expect(await ask(error)).toEqual({ state: "open" })
  })
})
