import { describeShop } from "../support/runner"
import { paidCart } from "./carts/paid-cart"
import { settling } from "./carts/settling"

// Several purchases in one test, on machines with two busy cores.
jest.setTimeout(180_000)

describeShop(
  "Carts that are paid",
  (suite) => {
    describe("A cart and its payment", () => paidCart(suite))
    describe("Settling a payment", () => settling(suite))
  },
  { pluginOptions: { wolffpay: { intentsPerAddressPerMinute: 0 } } }
)
