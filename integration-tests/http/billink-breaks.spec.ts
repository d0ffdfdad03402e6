import { describeBillinkShop } from "../support/billink-shop"
import { captureMishaps } from "./billink-breaks/capture"
import { creditMishaps } from "./billink-breaks/credit"
import { creditsBesideOurs } from "./billink-breaks/credits-beside-ours"
import { mishapsWithBillink } from "./billink-breaks/mishaps"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeBillinkShop("A shop with Billink in which something breaks", (suite) => {
  describe("A mishap between two writes, with Billink,", () => mishapsWithBillink(suite))
  describe("A capture at Billink while something breaks", () => captureMishaps(suite))
  describe("A credit at Billink while something breaks", () => creditMishaps(suite))
  describe("A credit beside others, or in doubt,", () => creditsBesideOurs(suite))
})
