import { linkSalesChannelsToStockLocationWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { one } from "../../support/one"
import { type Doors, READERS } from "./doors"

export function readers(doors: Doors) {
  describe("readers (W26: WolffPay has no list of them)", () => {
    it("are added, listed by name, changed and removed", async () => {
      const added = await doors.post(READERS, doors.input({ name: "  Achterbalie " }))
      expect(added.status).toBe(200)
      expect(added.data.reader).toEqual({
        ...doors.input({ name: "Achterbalie" }),
        id: expect.stringMatching(/^wptr_/),
        is_active: true,
        busy_sale_id: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      })
      const { id } = added.data.reader
      expect((await doors.get(READERS)).data).toMatchObject({
        readers: [{ id }, { id: doors.reader.id, name: "Balie" }],
        count: 2,
        offset: 0,
        limit: 50,
      })
      const changed = await doors.post(`${READERS}/${id}`, { name: "Zijbalie", is_active: false })
      expect(changed.data.reader).toMatchObject({ id, name: "Zijbalie", is_active: false })
      expect((await doors.get(`${READERS}?is_active=true`)).data).toMatchObject({
        readers: [{ id: doors.reader.id }],
        count: 1,
      })
      expect((await doors.get(`${READERS}?is_active=false&limit=1`)).data.readers).toMatchObject([
        { id },
      ])
      expect((await doors.remove(`${READERS}/${id}`)).data).toEqual({
        id,
        object: "terminal_reader",
        deleted: true,
      })
      expect((await doors.get(READERS)).data.count).toBe(1)
      expect((await doors.get(`${READERS}/${id}`)).status).toBe(404)
      expect(doors.suite.sandbox.calls).toEqual([])
    })

    it("a reader of the SDK needs no tmr_", async () => {
      const { reader_id: _, ...rest } = doors.input({ way: "sdk" })
      expect((await doors.post(READERS, rest)).data.reader).toMatchObject({
        way: "sdk",
        reader_id: null,
      })
    })

    it.each([
      [{ name: " " }, "name"],
      [{ reader_id: "reader-1" }, "tmr_"],
      [{ location_id: "Utrecht" }, "tml_"],
      [{ way: "bluetooth" }, "way"],
      [{ is_active: "yes" }, "is_active"],
      [{ serial: "1" }, "serial"],
      [{ reader_id: null }, "reader_id is needed"],
      [{ region_id: "reg_none" }, "there is no region reg_none"],
      [{ sales_channel_id: "sc_none" }, "there is no sales channel sc_none"],
      [{ stock_location_id: "sloc_none" }, "there is no location sloc_none"],
    ])("refuses %j and says why", async (over, words) => {
      const { status, data } = await doors.post(READERS, doors.input(over))
      expect([status, data.type]).toEqual([400, "invalid_data"])
      expect(data.message).toContain(words)
      expect((await doors.get(READERS)).data.count).toBe(1)
    })

    it("refuses places where a sale could not be booked: other money, no VAT, no stock (W21)", async () => {
      const regions = await doors.suite.container
        .resolve(Modules.REGION)
        .createRegions([{ name: "Great Britain", currency_code: "gbp" }])
      const warehouse = one(
        await doors.suite.container
          .resolve(Modules.STOCK_LOCATION)
          .listStockLocations({ name: "Magazijn" })
      )
      const { data } = await doors.post(
        READERS,
        doors.input({ region_id: one(regions).id, stock_location_id: warehouse.id })
      )
      expect(data.message).toContain("Great Britain sells in GBP, and card readers take euro only")
      expect(data.message).toContain("Magazijn has no address with a country")
      expect(data.message).toContain("Magazijn is not linked to this sales channel")
      expect(data).toMatchObject({
        code: "reader_settings",
        details: {
          problems: [
            { code: "region_not_euro", field: "region_id" },
            { code: "location_without_country", field: "stock_location_id" },
            { code: "location_not_linked", field: "stock_location_id" },
            { code: "channel_at_other_locations", names: ["Winkel"] },
          ],
        },
      })
    })

    it("refuses a sales channel whose stock may be promised at another place", async () => {
      const { container } = doors.suite
      const warehouse = one(
        await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name: "Magazijn" })
      )
      await linkSalesChannelsToStockLocationWorkflow(container).run({
        input: { id: warehouse.id, add: [doors.reader.sales_channel_id] },
      })
      const { status, data } = await doors.post(READERS, doors.input())
      expect([status, data.details]).toMatchObject([
        400,
        {
          problems: [
            { code: "channel_at_other_locations", field: "sales_channel_id", names: ["Magazijn"] },
          ],
        },
      ])
    })

    it("refuses a shop without a shipping option of the manual provider: nothing could be handed over", async () => {
      const fulfillment = doors.suite.container.resolve(Modules.FULFILLMENT)
      const options = await fulfillment.listShippingOptions({})
      await fulfillment.softDeleteShippingOptions(options.map(({ id }) => id))
      const { status, data } = await doors.post(READERS, doors.input())
      expect([status, data.details]).toMatchObject([
        400,
        { problems: [{ code: "location_without_manual_option", field: "stock_location_id" }] },
      ])
    })

    it("one tmr_ is kept once, also when it is changed to it", async () => {
      const again = await doors.post(READERS, doors.input({ reader_id: doors.counter.terminalId }))
      expect([again.status, again.data.type]).toEqual([409, "conflict"])
      expect(again.data.message).toContain("Balie has the id")
      const { id } = (await doors.post(READERS, doors.input())).data.reader
      const changed = await doors.post(`${READERS}/${id}`, { reader_id: doors.counter.terminalId })
      expect(changed.status).toBe(409)
      expect((await doors.get(`${READERS}/${id}`)).data.reader.reader_id).toBe("tmr_toonbank")
      await doors.remove(`${READERS}/${id}`)
      expect((await doors.post(READERS, doors.input())).status).toBe(200)
    })

    it("with a sale on it is neither changed, removed nor tested", async () => {
      const sale = await doors.counter.begin()
      await doors.counter.untilAsked()
      const path = `${READERS}/${doors.reader.id}`
      expect((await doors.get(path)).data.reader.busy_sale_id).toBe(sale.id)
      for (const answer of [
        await doors.post(path, { name: "Andere" }),
        await doors.remove(path),
        await doors.post(`${path}/check`),
      ]) {
        expect([answer.status, answer.data.type]).toEqual([409, "conflict"])
        expect(answer.data.message).toContain(sale.id)
      }
      expect(doors.suite.sandbox.control.state().readers[0]?.waitingFor).toBeTruthy()
      await doors.counter.act(sale, "cancel")
      await doors.counter.until(sale, "canceled")
      expect((await doors.post(path, { name: "Andere" })).status).toBe(200)
    })

    it.each(["get", "post", "delete"])("%s of one that does not exist is a 404", async (method) => {
      const { status, data } = await doors.suite.api.request({
        method,
        url: `${READERS}/wptr_none`,
        data: method === "post" ? { name: "x" } : undefined,
        ...doors.suite.shop.adminHeaders,
        validateStatus: () => true,
      })
      expect([status, data.type]).toEqual([404, "not_found"])
    })
  })
}
