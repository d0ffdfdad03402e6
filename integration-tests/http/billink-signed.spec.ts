import { signBillinkPayload } from "../../src/clients/billink"
import { billinkPurchasesOf, describeBillinkShop, TOKEN } from "../support/billink-shop"
import { scriptInDocs } from "../support/docs-script"

const SECRETS = ["c2VjcmV0LW9mLXRoZS10ZXN0cy1vZi1iaWxsaW5r", "dGhlLW5ldy1zZWNyZXQtb2YtdGhlLXRlc3Rz"]
const PUBLIC_URL = "https://shop.example"

describeBillinkShop(
  "Billink's signed webhooks",
  (suite) => {
    const { accepted, books, calls, checkout, inboxClosed, ledger, settled } =
      billinkPurchasesOf(suite)

    beforeEach(async () => {
      await suite.billink.control.settings({
        sessionWebhookUrl: null,
        orderWebhookUrl: null,
        webhookSecret: SECRETS[1] ?? null,
        sessionWebhookV3Url: `${suite.baseUrl}/hooks/billink/${TOKEN}/session`,
        orderWebhookV3Url: `${suite.baseUrl}/hooks/billink/${TOKEN}/order`,
      })
    })

    it("place the order, once for each delivery (facts 3.4)", async () => {
      await suite.billink.control.addFaults({ kind: "duplicate", count: 3, times: "always" })
      const { cartId } = await accepted()
      expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
      const rows = await books.inbox()
      expect(rows.every(({ deliveries }) => deliveries === 4)).toBe(true)
    })

    it.each(["wrong", "none", "stale"] as const)(
      "are 401 when the signature is %s",
      async (signing) => {
        const { cartId, number } = await checkout()
        const forged = await suite.billink.control.forge({
          kind: "session",
          event: "order_created",
          invoiceNumber: number,
          generation: "v3",
          signing,
        })
        await suite.billink.control.webhooksIdle()
        const delivery = suite.billink.control.state().deliveries.find(({ id }) => id === forged.id)
        expect(delivery?.attempts.map(({ status }) => status)).toContain(401)
        expect(await books.inbox()).toEqual([])
        expect(await suite.shop.orderIds(cartId)).toEqual([])
      }
    )

    it("are taken with any of the secrets while one is replaced, and replayed in vain", async () => {
      const { cartId, number } = await checkout()
      await suite.billink.control.addFaults({ kind: "lose", times: "always" })
      await suite.billink.control.accept(number)
      const rawBody = JSON.stringify({
        status: "order_created",
        invoiceNumber: number,
        billinkInvoiceNumber: ledger(number).billinkNumber,
      })
      const timestamp = Math.floor(Date.now() / 1000)
      const signature = signBillinkPayload({ rawBody, secret: SECRETS[0] ?? "", timestamp })
      const deliver = (id: string) =>
        suite.api.post(`/hooks/billink/${TOKEN}/session`, rawBody, {
          headers: {
            "content-type": "application/json",
            "x-billink-webhook-signature": signature ?? "",
            "x-billink-webhook-timestamp": String(timestamp),
            "x-billink-webhook-id": id,
          },
        })
      expect((await deliver("delivery-1")).status).toBe(200)
      await settled(number)
      // The id is not part of what is signed: a replay under another one is let in, and changes nothing.
      const before = calls()
      expect((await deliver("delivery-2")).status).toBe(200)
      await inboxClosed()
      expect(await books.inbox()).toHaveLength(2)
      expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
      expect(calls()).toEqual(before)
    })

    it("are set up by the script in the docs: first the secret, then the addresses (facts 2.12)", async () => {
      await suite.billink.control.settings({
        webhookSecret: null,
        sessionWebhookV3Url: null,
        orderWebhookV3Url: null,
      })
      const setUp = scriptInDocs("docs/billink.md", "src/scripts/billink-webhooks.ts")
      const lines: unknown[] = []
      const print = jest.spyOn(console, "log").mockImplementation((line) => void lines.push(line))
      try {
        await setUp({ container: suite.container, args: ["secret"] })
        await setUp({ container: suite.container, args: [] })
      } finally {
        print.mockRestore()
      }
      const { settings } = suite.billink.control.state()
      expect(lines).toEqual([expect.stringMatching(/^.{16,}$/)])
      expect(settings).toMatchObject({
        webhookSecret: lines[0],
        sessionWebhookV3Url: `${PUBLIC_URL}/hooks/billink/${TOKEN}/session`,
        orderWebhookV3Url: `${PUBLIC_URL}/hooks/billink/${TOKEN}/order`,
      })
    })
  },
  { env: { BILLINK_WEBHOOK_SECRET: SECRETS.join(","), WOLFFPAY_PUBLIC_URL: PUBLIC_URL } }
)
