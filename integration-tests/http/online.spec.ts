import { describeShop } from "../support/runner"
import { attentionByTheJob } from "./online/job-attention"
import { attentionOfAPerson } from "./online/attention"
import { dutchShop } from "./online/dutch-shop"
import { journey } from "./online/journey"
import { secretsOfTheShop } from "./online/secrets"
import { statusOfTheShop } from "./online/status"
import { storefrontModule } from "./online/storefront"
import { webhookDoor } from "./online/webhook-door"

jest.setTimeout(180_000)

/** One running shop for all of them: it takes longer to boot than most of them to run. */
describeShop("A shop with WolffPay", (suite) => {
  describe("A Dutch shop with the plugin", () => dutchShop(suite))
  describe("An online payment from cart to paid order", () => journey(suite))
  describe("The storefront module at a real shop", () => storefrontModule(suite))
  describe("A shop with secrets", () => secretsOfTheShop(suite))
  describe("What the job cannot settle by itself", () => attentionByTheJob(suite))
  describe("What only a person can settle", () => attentionOfAPerson(suite))
  describe("GET /admin/wolffpay/status", () => statusOfTheShop(suite))
  describe("POST /hooks/wolffpay (contract 3)", () => webhookDoor(suite))
})
