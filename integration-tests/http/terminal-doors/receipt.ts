import { Modules } from "@medusajs/framework/utils"
import { type Doors, ROOT } from "./doors"

export function receipts(doors: Doors) {
  describe("the receipt", () => {
    const path = (sale: { id: string }) => `${ROOT}/sales/${sale.id}/receipt`
    const paid = async () => {
      const sale = await doors.counter.begin({ customer: { name: "Anna Jansen" } })
      await doors.counter.card("tap")
      return doors.counter.until(sale, "handed_over")
    }

    it("names the shop, its VAT number, the lines and the payment", async () => {
      await doors.suite.container
        .resolve(Modules.STOCK_LOCATION)
        .updateStockLocations(
          { id: doors.counter.locationId },
          { metadata: { vat_number: "NL001234567B01" } }
        )
      const sale = await paid()
      const { status, data } = await doors.get(path(sale))
      expect(status).toBe(200)
      expect(data.receipt).toMatchObject({
        shop: {
          name: expect.any(String),
          address: ["Marktplein 1", "3511 AA Utrecht"],
          vat_number: "NL001234567B01",
        },
        sale: { id: sale.id, amount: 2000, tax: [{ rate: 21, net: 1653, tax: 347 }] },
        payment: {
          method: "card_present",
          paid_amount: 2000,
          reference: expect.stringMatching(/^pi_/),
        },
      })
      expect(JSON.stringify(data)).not.toContain("_secret_")
    })

    it("is there once the sale is paid, and not before", async () => {
      const sale = await doors.counter.begin()
      const early = await doors.get(path(sale))
      expect([early.status, early.data.type]).toEqual([409, "conflict"])
      await doors.counter.act(sale, "cancel")
      await doors.counter.until(sale, "canceled")
      expect((await doors.get(path(sale))).status).toBe(409)
      expect((await doors.get(path({ id: "wpsale_none" }))).status).toBe(404)
    })

    it("is not e-mailed by a shop that cannot send e-mail: 409 says what to configure", async () => {
      const sale = await paid()
      const { status, data } = await doors.post(`${path(sale)}/email`, {
        email: "anna@example.com",
      })
      expect([status, data.type]).toEqual([409, "conflict"])
      expect(data.message).toContain("notification module")
    })

    it("goes to the customer through Medusa's notification module", async () => {
      const notifications = doors.suite.container.resolve(Modules.NOTIFICATION)
      const sent = jest
        .spyOn(notifications, "createNotifications")
        .mockImplementation((async () => ({})) as never)
      const sale = await paid()
      sent.mockClear()
      const { status, data } = await doors.post(`${path(sale)}/email`, {
        email: "anna@example.com",
      })
      expect([status, data]).toEqual([200, { sent: true }])
      expect(sent).toHaveBeenCalledTimes(1)
      const [[message]] = sent.mock.calls as unknown as [[Record<string, unknown>]]
      expect(message).toMatchObject({
        to: "anna@example.com",
        channel: "email",
        template: "wolffpay-receipt",
        resource_id: sale.id,
        content: {
          subject: expect.stringMatching(/^Je bon van /),
          text: expect.stringContaining("2 × Thee, Eén"),
        },
      })
    })

    it.each([{}, { email: "anna" }, { email: "a@b.nl", cc: "c@d.nl" }])(
      "refuses %j",
      async (body) => {
        expect((await doors.post(`${path({ id: "wpsale_1" })}/email`, body)).status).toBe(400)
      }
    )
  })
}
