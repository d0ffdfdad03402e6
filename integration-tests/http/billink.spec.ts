import { describeBillinkShop } from "../support/billink-shop"
import { checkoutWithBillink } from "./billink/checkout"
import { lifecycleWithBillink } from "./billink/lifecycle"
import { startWithBillink } from "./billink/start"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeBillinkShop("A shop with Billink", (suite) => {
  describe("Starting to pay with Billink, and changing one's mind", () => startWithBillink(suite))
  describe("A checkout with Billink", () => checkoutWithBillink(suite))
  describe("An order with Billink", () => lifecycleWithBillink(suite))
})
