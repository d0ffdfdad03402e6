import { describeShop } from "../support/runner"
import { races } from "./races/races"
import { reconciliation } from "./races/reconcile"
import { strandedMoney } from "./races/stranded-money"

// Several purchases in one test, on machines with two busy cores.
jest.setTimeout(180_000)

describeShop(
  "Money that comes at an odd moment",
  (suite) => {
    describe("Races", () => races(suite))
    describe("Reconciliation", () => reconciliation(suite))
    describe("Money that has no order", () => strandedMoney(suite))
  },
  { pluginOptions: { wolffpay: { intentsPerAddressPerMinute: 0 } } }
)
