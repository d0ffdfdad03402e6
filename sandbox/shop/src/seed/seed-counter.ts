import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  linkProductsToSalesChannelWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { first } from "./report"

const CHANNEL = "Kassa"
const LOCATION = "Winkel Utrecht"
/** Pieces of each article on the shelves. */
const STOCK = 25

/** As the sandbox registers them, see its page of readers. */
const READERS = [
  { name: "Toonbank", way: "server", reader_id: "tmr_demo_toonbank" },
  { name: "Balie (browser)", way: "sdk", reader_id: null },
]

/** The part of the plugin's module that keeps readers. */
interface ReaderBook {
  listTerminalReaders(filter: object): Promise<{ name: string }[]>
  createTerminalReaders(readers: object[]): Promise<unknown>
}

/** A shop with a counter: its own stock, a sales channel of its own, and two card readers. */
export async function seedCounter(container: MedusaContainer, regionId: string) {
  const channelId = await seedChannel(container)
  const locationId = await seedLocation(container)
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channelId] },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  await seedShelves(container, channelId, locationId)
  const book: ReaderBook = container.resolve("wolffpay")
  const known = await book.listTerminalReaders({})
  const missing = READERS.filter(({ name }) => !known.some((reader) => reader.name === name))
  await book.createTerminalReaders(
    missing.map((reader) => ({
      ...reader,
      location_id: "tml_sandbox",
      region_id: regionId,
      sales_channel_id: channelId,
      stock_location_id: locationId,
    }))
  )
}

async function seedChannel(container: MedusaContainer) {
  const found = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ name: CHANNEL })
  if (found[0]) {
    return found[0].id
  }
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: CHANNEL, description: "Verkoop in de winkel" }] },
  })
  return first(result, "sales channel").id
}

async function seedLocation(container: MedusaContainer) {
  const found = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({ name: LOCATION })
  if (found[0]) {
    return found[0].id
  }
  const address = {
    address_1: "Oudegracht 120",
    city: "Utrecht",
    postal_code: "3511 AW",
    country_code: "nl",
  }
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [{ name: LOCATION, address, metadata: { vat_number: "NL000099998B57" } }],
    },
  })
  return first(result, "stock location").id
}

async function seedShelves(container: MedusaContainer, channelId: string, locationId: string) {
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({}, { select: ["id"], take: 1000 })
  await linkProductsToSalesChannelWorkflow(container).run({
    input: { id: channelId, add: products.map(({ id }) => id) },
  })
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({}, { select: ["id"], take: 1000 })
  const levels = await inventory.listInventoryLevels({ location_id: locationId }, { take: 1000 })
  const missing = items.filter(({ id }) => !levels.some((level) => level.inventory_item_id === id))
  await inventory.createInventoryLevels(
    missing.map(({ id }) => ({
      inventory_item_id: id,
      location_id: locationId,
      stocked_quantity: STOCK,
    }))
  )
}
