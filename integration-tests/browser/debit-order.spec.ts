import { describeShopWindow, type Language } from "../support/shop-window"
import { violationsOn } from "../support/shop-window/accessibility"
import { chargesOf } from "./journeys/expect-order"
import { daysLater, FAILS } from "./journeys/debit"

const LANGUAGES: Language[] = ["nl", "en"]
/** A shop that names debits places the order while they are on their way. */
const env = { WOLFFPAY_PAYMENT_METHOD_TYPES: "card,ideal,sepa_debit" }

describeShopWindow(
  "A shopper who pays with a debit in a shop that does not wait for it",
  (window) => {
    it.each(LANGUAGES)(
      "reads on the order's page that it failed days later, and what to do, in %s (R6)",
      async (language) => {
        const { shopper, cartId } = await window.visitPayment({ language })
        const { page, t } = shopper
        await shopper.fillDebit(FAILS)
        await shopper.pay()
        const id = await shopper.orderPage()
        await page.getByText(t.order.pending, { exact: true }).waitFor()
        await daysLater(window, "requires_payment_method")
        await shopper.heading(t.order.failedTitle).waitFor()
        expect(await shopper.problem()).toBe(t.order.payAnew)
        await page.getByText(t.order.failed, { exact: true }).waitFor()
        expect(await shopper.heading(t.order.thanks).count()).toBe(0)
        expect(await violationsOn(page)).toEqual([])
        await page.reload()
        await shopper.heading(t.order.failedTitle).waitFor()
        expect(await window.office.orderIds(cartId)).toEqual([id])
        expect(chargesOf(window)).toEqual([])
      }
    )
  },
  { env }
)
