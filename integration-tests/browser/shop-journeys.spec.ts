import { describeShopWindow } from "../support/shop-window"
import { accessJourneys } from "./journeys/access"
import { bankJourneys } from "./journeys/bank"
import { cardJourneys } from "./journeys/cards"
import { debitJourneys } from "./journeys/debit"
import { hasteJourneys } from "./journeys/haste"
import { purchaseJourneys } from "./journeys/purchase"
import { speedJourneys } from "./journeys/speed"
import { troubleJourneys } from "./journeys/trouble"

/** One running shop for all of them: it takes longer to open than most of them to walk. */
describeShopWindow("A shopper in the storefront", (window) => {
  describe("buys", () => purchaseJourneys(window))
  describe("with a card", () => cardJourneys(window))
  describe("at the bank", () => bankJourneys(window))
  describe("in haste", () => hasteJourneys(window))
  describe("with a debit", () => debitJourneys(window))
  describe("with or without a mouse", () => accessJourneys(window))
  describe("keeps the cart and is told what to do when", () => troubleJourneys(window))
  describe("sees a shop that", () => speedJourneys(window))
})
