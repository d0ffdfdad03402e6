import {
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SaleView } from "../../src/api/admin/wolffpay/terminal/views"
import { pluginOf } from "./paid-order"
import type { ShopSuite } from "./runner"
import { one } from "./one"
import { waitUntil } from "./wait"

const SALES = "/admin/wolffpay/terminal/sales"
let requests = 0

/** A shop's counter with its own stock, and a till that speaks HTTP as the screens do. */
export class Counter {
  private constructor(
    private readonly suite: ShopSuite,
    readonly readerId: string,
    readonly terminalId: string,
    readonly locationId: string
  ) {}

  /** `stock` pieces of tea and of teapots lie in the shop. */
  static async open(
    suite: ShopSuite,
    { stock = 10, way = "server" }: { stock?: number; way?: "server" | "sdk" } = {}
  ) {
    const { container, shop, sandbox } = suite
    const run = { container }
    const { result: locations } = await createStockLocationsWorkflow.run({
      ...run,
      input: {
        locations: [
          {
            name: "Winkel",
            address: {
              address_1: "Marktplein 1",
              postal_code: "3511 AA",
              city: "Utrecht",
              country_code: "nl",
            },
          },
        ],
      },
    })
    const { result: channels } = await createSalesChannelsWorkflow.run({
      ...run,
      input: { salesChannelsData: [{ name: "Kassa" }] },
    })
    const [location, channel] = [one(locations), one(channels)]
    await linkSalesChannelsToStockLocationWorkflow.run({
      ...run,
      input: { id: location.id, add: [channel.id] },
    })
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    })
    const items = await container.resolve(Modules.INVENTORY).listInventoryItems({})
    await container.resolve(Modules.INVENTORY).createInventoryLevels(
      items.map((item) => ({
        inventory_item_id: item.id,
        location_id: location.id,
        stocked_quantity: stock,
      }))
    )
    const terminal = await sandbox.control.addReader({ label: "Balie" })
    const reader = await pluginOf(suite).createTerminalReaders({
      name: "Balie",
      reader_id: terminal.id,
      location_id: "tml_shop",
      way,
      region_id: shop.seeded.region.id,
      sales_channel_id: channel.id,
      stock_location_id: location.id,
    })
    return new Counter(suite, reader.id, terminal.id, location.id)
  }

  /** Two packets of tea, EUR 20.00, unless told otherwise. The answer, whatever its status. */
  charge(input: Record<string, unknown> = {}) {
    const { tea } = this.suite.shop.seeded.variants
    requests += 1
    return this.suite.shop.tryAdminPost(SALES, {
      request_id: `request-${requests}-${Date.now()}`,
      reader_id: this.readerId,
      ...("order_id" in input ? {} : { items: [{ variant_id: tea, quantity: 2 }] }),
      expected_total: 2000,
      ...input,
    })
  }

  /** As {@link charge}, for a sale that begins. */
  async begin(input: Record<string, unknown> = {}): Promise<SaleView> {
    const { status, data } = await this.charge(input)
    if (status !== 201) {
      throw new Error(`No sale: ${status} ${JSON.stringify(data)}`)
    }
    return data.sale
  }

  act(sale: { id: string }, action: "retry" | "cancel" | "collected" | "refund", body = {}) {
    return this.suite.shop.tryAdminPost(`${SALES}/${sale.id}/${action}`, body)
  }

  async read({ id }: { id: string }): Promise<SaleView> {
    const { data } = await this.suite.shop.tryAdminGet(`${SALES}/${id}`)
    return data.sale
  }

  /** The sale once it is in this state. */
  async until(sale: { id: string }, ...states: SaleView["state"][]): Promise<SaleView> {
    return waitUntil(
      `the sale is ${states.join(" or ")}`,
      async () => {
        const now = await this.read(sale)
        return states.includes(now.state) && now
      },
      50_000
    )
  }

  /** The customer, once the reader asks for a card. */
  async card(outcome: "tap" | "decline" | "cancel", terminalId = this.terminalId) {
    await this.untilAsked(terminalId)
    await this.suite.sandbox.control.presentCard(terminalId, outcome)
  }

  async untilAsked(terminalId = this.terminalId) {
    await waitUntil("the reader asks for a card", () => {
      const reader = this.suite.sandbox.control
        .state()
        .readers.find((candidate) => candidate.id === terminalId)
      return reader?.waitingFor
    })
  }

  /** A card for an intent that no sale of the till asks one for, as a mobile app's reader would take it. */
  async cardOf(intentId: string, outcome: "tap" | "decline") {
    const { control } = this.suite.sandbox
    const reader = await control.addReader({ auto: outcome })
    await pluginOf(this.suite).wolffPay.client.collectAndProcess(
      { readerId: reader.id, paymentIntentId: intentId },
      { lane: "counter", idempotencyKey: `card-${reader.id}` }
    )
  }

  /** What Stripe's SDK does in the clerk's browser. */
  browserCollects(intentId: string) {
    return this.cardOf(intentId, "tap")
  }

  /** Whoever was at the sale has been silent for half a minute. */
  async endLease({ id }: { id: string }) {
    await pluginOf(this.suite).updateTerminalSales({ id, lease_until: new Date(0) })
  }

  /** The job's turn, or another server's, once nobody is at the sale. */
  async takeUp({ id }: { id: string }) {
    await this.endLease({ id })
    await this.suite.container
      .resolve(Modules.WORKFLOW_ENGINE)
      .run("wolffpay-run-terminal-sale", { input: { id } })
  }

  /** The two minutes of the card are over while nobody is at the sale. */
  async timeOut({ id }: { id: string }) {
    const past = new Date(Date.now() - 1_000)
    await pluginOf(this.suite).updateTerminalSales({ id, card_until: past, run_at: past })
    await this.takeUp({ id })
  }

  /** The answer of the long poll. */
  async newer({ id }: { id: string }, version: number): Promise<SaleView> {
    const { data } = await this.suite.shop.tryAdminGet(`${SALES}/${id}?newer_than=${version}`)
    return data.sale
  }

  /** Nothing is left to do for this sale. */
  async cleaned({ id }: { id: string }) {
    await waitUntil("the sale is swept up", async () => {
      const sale = await pluginOf(this.suite).sales.byId(id)
      return sale?.run_at === null
    })
  }

  async setStock(pieces: number) {
    const inventory = this.suite.container.resolve(Modules.INVENTORY)
    const levels = await inventory.listInventoryLevels({ location_id: this.locationId })
    await inventory.updateInventoryLevels(
      levels.map(({ inventory_item_id }) => ({
        inventory_item_id,
        location_id: this.locationId,
        stocked_quantity: pieces,
      }))
    )
  }

  /** An order of the back office over one packet of tea, EUR 10.00, that nobody has paid. */
  async unpaidOrder(): Promise<{ id: string }> {
    const { shop } = this.suite
    const { data } = await shop.tryAdminPost("/admin/draft-orders", {
      region_id: shop.seeded.region.id,
      sales_channel_id: shop.seeded.salesChannelId,
      email: "bo@example.com",
      shipping_address: { country_code: "nl" },
      items: [{ variant_id: shop.seeded.variants.tea, quantity: 1 }],
    })
    const { id } = data.draft_order
    await shop.tryAdminPost(`/admin/draft-orders/${id}/convert-to-order`, {})
    return { id }
  }

  /** Pieces in the shop: on the shelf, and of these promised to somebody. */
  async stock(sku = "TEA") {
    const inventory = this.suite.container.resolve(Modules.INVENTORY)
    const item = one(await inventory.listInventoryItems({ sku }))
    const level = one(
      await inventory.listInventoryLevels({
        inventory_item_id: item.id,
        location_id: this.locationId,
      })
    )
    return { shelf: Number(level.stocked_quantity), reserved: Number(level.reserved_quantity) }
  }
}
