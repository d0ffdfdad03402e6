import { en as sentencesEn } from "../../../src/storefront/messages-en"
import { nl as sentencesNl } from "../../../src/storefront/messages-nl"
import type { ShopWindow } from "../../support/shop-window"
import { confirmsOf, expectCartKept, expectPaid } from "./expect-order"

const DECLINED = "4000 0000 0000 0002"
const NEEDS_3DS = "4000 0000 0000 3220"

export function cardJourneys(window: ShopWindow) {
  it("shows why a card was declined and takes another one for the same payment", async () => {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.fillCard(DECLINED)
    await shopper.pay()
    expect(await shopper.problem()).toMatch(/kaart.*(geweigerd|andere)/i)
    await expectCartKept(window, shopper, cartId)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(confirmsOf(window)).toBe(2)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("places the order once the 3-D Secure step is passed", async () => {
    const { shopper, cartId } = await window.visitPayment({ language: "en" })
    await shopper.fillCard(NEEDS_3DS)
    await shopper.pay()
    await shopper.answerChallenge("authorise")
    await expectPaid(window, shopper, cartId)
  })

  it("keeps the cart when the 3-D Secure step fails, and takes the next try", async () => {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.fillCard(NEEDS_3DS)
    await shopper.pay()
    await shopper.answerChallenge("fail")
    expect(await shopper.problem()).toBe(sentencesNl.authentication_failed)
    await expectCartKept(window, shopper, cartId)
    await shopper.formIsReady()
    await shopper.pay()
    await shopper.answerChallenge("authorise")
    await expectPaid(window, shopper, cartId)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("goes on when the payment was cancelled while the form was open", async () => {
    const { shopper, cartId } = await window.visitPayment({ language: "en" })
    await window.sandbox.control.cancel(window.sandbox.payments[0]?.id ?? "")
    await shopper.fillCard()
    await shopper.pay()
    expect(await shopper.problem()).toBe(sentencesEn.session_expired)
    await expectCartKept(window, shopper, cartId)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(window.sandbox.payments.map(({ status }) => status).sort()).toEqual([
      "canceled",
      "succeeded",
    ])
  })
}
