import { nl as sentences } from "../../../src/storefront/messages-nl"
import type { Shopper, ShopWindow } from "../../support/shop-window"
import { violationsOn } from "../../support/shop-window/accessibility"
import { waitUntil } from "../../support/wait"
import { chargesOf, expectCartKept, expectPaid } from "./expect-order"

const PAYS = "NL39 RABO 0300 0652 64"
export const FAILS = "NL91 ABNA 0417 1643 00"
const FIVE_DAYS_MS = 5 * 86_400_000

export async function daysLater(window: ShopWindow, status: string) {
  await window.sandbox.control.advance(FIVE_DAYS_MS)
  await waitUntil(`the debit is ${status}`, () =>
    window.sandbox.payments.some((payment) => payment.status === status)
  )
  await window.sandbox.control.webhooksIdle()
}

/** This shop places the order when the money is in: it names no debit among its methods (R6). */
export function debitJourneys(window: ShopWindow) {
  async function payBy(iban: string): Promise<{ shopper: Shopper; cartId: string }> {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.fillDebit(iban)
    await shopper.pay()
    await shopper.heading(shopper.t.back.processingTitle).waitFor()
    await shopper.page.getByText(sentences.processing).waitFor()
    // The page looks once by itself, behind what it shows; Medusa takes back what it made of the order at that. Days pass only then.
    await shopper.page.locator('[data-looking="false"]').waitFor()
    await expectCartKept(window, shopper, cartId)
    // What is busy is not read out: the news would reach nobody who listens.
    expect(await shopper.page.locator("[aria-busy] [role=status]").count()).toBe(0)
    return { shopper, cartId }
  }

  it("says that a SEPA debit is on its way, and shows the order once it has arrived", async () => {
    const { shopper, cartId } = await payBy(PAYS)
    expect(await violationsOn(shopper.page)).toEqual([])
    await daysLater(window, "succeeded")
    await window.office.paidOrder(cartId)
    await shopper.press(shopper.t.back.lookAgain)
    await expectPaid(window, shopper, cartId)
  })

  it("says that a SEPA debit has failed days later, and takes another payment", async () => {
    const { shopper, cartId } = await payBy(FAILS)
    await daysLater(window, "requires_payment_method")
    await shopper.press(shopper.t.back.lookAgain)
    await shopper.heading(shopper.t.back.failedTitle).waitFor()
    expect(await shopper.problem()).toBe(sentences.declined)
    await expectCartKept(window, shopper, cartId)
    await shopper.follow(shopper.t.back.toPayment)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(chargesOf(window)).toHaveLength(1)
  })
}
