import { describeShop } from "../support/runner"
import { refundsInMedusa } from "./money-back/admin"
import { cancelledOrder } from "./money-back/cancel"
import { manualCapture } from "./money-back/capture"
import { refundsInTheDashboard } from "./money-back/dashboard"
import { refundsThatNobodyTellsOf } from "./money-back/lost"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeShop("Money that goes back", (suite) => {
  describe("A refund in Medusa's admin", () => refundsInMedusa(suite))
  describe("A refund in WolffPay's dashboard", () => refundsInTheDashboard(suite))
  describe("Refunds that no webhook tells of (contract 4.5)", () => refundsThatNobodyTellsOf(suite))
  describe("A cancelled order", () => cancelledOrder(suite))
  describe("A manual capture", () => manualCapture(suite))
})
