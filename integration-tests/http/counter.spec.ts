import { describeShop } from "../support/runner"
import { deathsAtTheCounter } from "./counter/deaths"
import { expiredAtTheCounter } from "./counter/expired"
import { historiesOfACounter } from "./counter/histories"
import { pricesAtTheCounter } from "./counter/prices"
import { refundsAtTheCounter } from "./counter/refunds"
import { saleAtTheCounter } from "./counter/sale"
import { strangersAtTheCounter } from "./counter/strangers"
import { timedOutAtTheCounter } from "./counter/timed-out"
import { troubleAtTheCounter } from "./counter/trouble"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeShop("A counter", (suite) => {
  describe("A sale at the counter", () => saleAtTheCounter(suite))
  describe("A basket whose total the till cannot work out", () => pricesAtTheCounter(suite))
  describe("The counter when something goes wrong", () => troubleAtTheCounter(suite))
  describe("The counter when somebody else has a hand in it", () => strangersAtTheCounter(suite))
  describe("A sale at the counter that nobody came to pay, or that cannot be finished", () =>
    timedOutAtTheCounter(suite))
  describe("Refunds of what was sold at the counter", () => refundsAtTheCounter(suite))
  describe("The counter when an approval ends before it is captured", () =>
    expiredAtTheCounter(suite))
  describe("A server of the counter that dies in the middle of a step", () =>
    deathsAtTheCounter(suite))
  describe("Histories of a counter", () => historiesOfACounter(suite))
})
