import { describeShop } from "../support/runner"
import { checkoutCutOff } from "./fail-points/checkout"
import { completionCutOff } from "./fail-points/completions"
import { failureCutOff } from "./fail-points/failures"
import { orderLineCutOff } from "./fail-points/order-lines"
import { refundCutOff } from "./fail-points/refunds"
import { tillRefundCutOff } from "./fail-points/till-refunds"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeShop("A shop whose process is cut off", (suite) => {
  describe("A checkout that is cut off between two writes", () => checkoutCutOff(suite))
  describe("A completion of a cart that was cut off", () => completionCutOff(suite))
  describe("A failed payment whose handling is cut off between two writes", () =>
    failureCutOff(suite))
  describe("Money that goes back while something breaks between two writes", () =>
    refundCutOff(suite))
  describe("A refund at the till that is cut off", () => tillRefundCutOff(suite))
  describe("The order's line of a refund while something breaks", () => orderLineCutOff(suite))
})
