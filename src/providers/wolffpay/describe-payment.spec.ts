import fc from "fast-check"
import { describePayment } from "./describe-payment"

const sessionId = "payses_01ABCDEF"
const describeIt = (template: string, cartId: string | null = "cart_1") =>
  describePayment(template, { sessionId, cartId })

describe("describePayment (R9, W13)", () => {
  it("ends with the session id and has 1 to 1000 characters, whatever the template", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 3000, unit: "binary" }),
        fc.option(fc.string()),
        (template, cartId) => {
          const text = describeIt(template, cartId)
          expect(text.endsWith(sessionId)).toBe(true)
          expect(text.length).toBeLessThanOrEqual(1000)
        }
      )
    )
  })

  it("keeps what fits of a long template", () => {
    const text = describeIt("x".repeat(5000))
    expect(text).toHaveLength(1000)
    expect(text.startsWith("xxx")).toBe(true)
  })

  it.each([
    ["Payment {session_id}", `Payment ${sessionId}`],
    ["{session_id}", sessionId],
    ["Bestelling", `Bestelling ${sessionId}`],
    ["Mand {cart_id}", `Mand cart_1 ${sessionId}`],
    ["{session_id} van mand {cart_id}", `${sessionId} van mand cart_1 ${sessionId}`],
    ["a\n\tb   c", `a b c ${sessionId}`],
    ["  ", sessionId],
  ])("fills %j", (template, expected) => {
    expect(describeIt(template).trim()).toBe(expected)
  })

  it("leaves a cart out that is not known", () => {
    expect(describeIt("Mand {cart_id}", null)).toBe(`Mand ${sessionId}`)
  })

  it("does not read patterns into a cart's id", () => {
    expect(describeIt("Mand {cart_id}", "$& $1")).toBe(`Mand $& $1 ${sessionId}`)
  })
})
