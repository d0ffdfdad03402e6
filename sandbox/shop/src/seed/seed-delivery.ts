import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  deleteShippingOptionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { first } from "./report"

const LOCATION = "Magazijn Utrecht"
const FULFILLMENT_SET = "Bezorging Nederland"
const PROVIDER = "manual_manual"

/** Major units of EUR, VAT included. */
const OPTIONS = [
  {
    name: "PostNL pakket",
    code: "postnl",
    description: "Binnen twee werkdagen bezorgd",
    price: 4.95,
  },
  {
    name: "Afhalen in de winkel",
    code: "afhalen",
    description: "Vandaag klaar in Utrecht",
    price: 0,
  },
]

/** The warehouse and the ways to the customer. Gives where stock lies and the profile that products need. */
export async function seedDelivery(container: MedusaContainer, salesChannelId: string) {
  const locationId = await seedLocation(container)
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [salesChannelId] },
  })
  const zoneId = await seedZone(container, locationId)
  const profile = await seedProfile(container)
  await seedOptions(container, zoneId, profile.id)
  return { locationId, shippingProfileId: profile.id }
}

async function seedLocation(container: MedusaContainer) {
  const found = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({ name: LOCATION })
  if (found[0]) {
    return found[0].id
  }
  const address = {
    address_1: "Oudegracht 1",
    city: "Utrecht",
    postal_code: "3511 AA",
    country_code: "nl",
  }
  const { result } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: LOCATION, address }] },
  })
  return first(result, "stock location").id
}

/** One of Medusa's own migration scripts makes it, where these are run. */
async function seedProfile(container: MedusaContainer) {
  const [found] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" })
  if (found) {
    return found
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default Shipping Profile", type: "default" }] },
  })
  return first(result, "shipping profile")
}

async function seedZone(container: MedusaContainer, locationId: string) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const relations = { relations: ["service_zones"] }
  const [found] = await fulfillment.listFulfillmentSets({ name: FULFILLMENT_SET }, relations)
  const set =
    found ??
    (await fulfillment.createFulfillmentSets({
      name: FULFILLMENT_SET,
      type: "shipping",
      service_zones: [{ name: "Nederland", geo_zones: [{ type: "country", country_code: "nl" }] }],
    }))
  await linkLocation(container, locationId, set.id)
  return first(set.service_zones, "service zone").id
}

async function linkLocation(container: MedusaContainer, locationId: string, setId: string) {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const location = { [Modules.STOCK_LOCATION]: { stock_location_id: locationId } }
  await link.create([
    { ...location, [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER } },
    { ...location, [Modules.FULFILLMENT]: { fulfillment_set_id: setId } },
  ])
}

interface OptionRow {
  id: string
  name: string
  prices?: unknown[] | null
}

/** An option without a price is one whose making was interrupted. */
async function seedOptions(container: MedusaContainer, zoneId: string, profileId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data }: { data: OptionRow[] } = await query.graph({
    entity: "shipping_option",
    fields: ["id", "name", "prices.id"],
    filters: { service_zone_id: zoneId },
  })
  const isWhole = (option: OptionRow) => (option.prices ?? []).length > 0
  const broken = data.filter((option) => !isWhole(option)).map(({ id }) => id)
  if (broken.length > 0) {
    await deleteShippingOptionsWorkflow(container).run({ input: { ids: broken } })
  }
  const names = data.filter(isWhole).map(({ name }) => name)
  const missing = OPTIONS.filter(({ name }) => !names.includes(name))
  if (missing.length > 0) {
    await createShippingOptionsWorkflow(container).run({
      input: missing.map(({ name, code, description, price }) => ({
        name,
        service_zone_id: zoneId,
        shipping_profile_id: profileId,
        provider_id: PROVIDER,
        price_type: "flat" as const,
        type: { label: name, description, code },
        prices: [{ currency_code: "eur", amount: price }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
          { attribute: "is_return", value: "false", operator: "eq" as const },
        ],
      })),
    })
  }
}
