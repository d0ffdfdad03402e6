import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  createUserAccountWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updatePricePreferencesWorkflow,
} from "@medusajs/medusa/core-flows"
import type { IAuthModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ADMIN } from "./admin"
import { one } from "./one"

/** Major units of EUR, 21 % VAT included. */
export const PRICES = { tea: 10, teapot: 24.95, shipping: 5 }
const STOCK = 1000

/** What a Dutch shop needs before its first customer: made through Medusa's own workflows. */
export async function seedShop(container: MedusaContainer) {
  const run = { container }
  const providers = await container.resolve(Modules.PAYMENT).listPaymentProviders({})
  const { result: channels } = await createSalesChannelsWorkflow.run({
    ...run,
    input: { salesChannelsData: [{ name: "Webshop" }] },
  })
  const { result: keys } = await createApiKeysWorkflow.run({
    ...run,
    input: { api_keys: [{ type: "publishable", title: "Storefront", created_by: "" }] },
  })
  const { result: regions } = await createRegionsWorkflow.run({
    ...run,
    input: {
      regions: [
        {
          name: "Nederland",
          currency_code: "eur",
          countries: ["nl"],
          is_tax_inclusive: true,
          payment_providers: providers.map((provider) => provider.id),
        },
      ],
    },
  })
  await updatePricePreferencesWorkflow.run({
    ...run,
    input: {
      selector: { attribute: "currency_code", value: "eur" },
      update: { is_tax_inclusive: true },
    },
  })
  const [channel, key, region] = [one(channels), one(keys), one(regions)]
  await linkSalesChannelsToApiKeyWorkflow.run({ ...run, input: { id: key.id, add: [channel.id] } })
  await createTaxRegionsWorkflow.run({
    ...run,
    input: [
      {
        country_code: "nl",
        provider_id: "tp_system",
        default_tax_rate: { name: "BTW", code: "btw", rate: 21 },
      },
    ],
  })
  const delivery = await seedDelivery(container, channel.id)
  const variants = await seedProducts(container, channel.id, delivery)
  const adminId = await seedAdmin(container)
  return {
    region,
    salesChannelId: channel.id,
    publishableKey: key.token,
    shippingOptionId: delivery.shippingOptionId,
    variants,
    adminId,
  }
}

async function seedDelivery(container: MedusaContainer, salesChannelId: string) {
  const run = { container }
  const { result: locations } = await createStockLocationsWorkflow.run({
    ...run,
    input: { locations: [{ name: "Magazijn" }] },
  })
  const { result: profiles } = await createShippingProfilesWorkflow.run({
    ...run,
    input: { data: [{ name: "Standaard", type: "default" }] },
  })
  const [location, profile] = [one(locations), one(profiles)]
  await linkSalesChannelsToStockLocationWorkflow.run({
    ...run,
    input: { id: location.id, add: [salesChannelId] },
  })
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const stockLocation = { stock_location_id: location.id }
  await link.create({
    [Modules.STOCK_LOCATION]: stockLocation,
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Bezorging",
    type: "shipping",
    service_zones: [{ name: "Nederland", geo_zones: [{ type: "country", country_code: "nl" }] }],
  })
  await link.create({
    [Modules.STOCK_LOCATION]: stockLocation,
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  })
  const { result: options } = await createShippingOptionsWorkflow.run({
    ...run,
    input: [
      {
        name: "Pakket",
        service_zone_id: one(set.service_zones).id,
        shipping_profile_id: profile.id,
        provider_id: "manual_manual",
        price_type: "flat",
        type: { label: "Pakket", description: "Binnen twee dagen", code: "parcel" },
        prices: [{ currency_code: "eur", amount: PRICES.shipping }],
        rules: [],
      },
    ],
  })
  return { locationId: location.id, profileId: profile.id, shippingOptionId: one(options).id }
}

async function seedProducts(
  container: MedusaContainer,
  salesChannelId: string,
  delivery: { locationId: string; profileId: string }
) {
  const product = (title: string, sku: string, amount: number) => ({
    title,
    status: "published" as const,
    shipping_profile_id: delivery.profileId,
    sales_channels: [{ id: salesChannelId }],
    options: [{ title: "Maat", values: ["Eén"] }],
    variants: [
      { title: "Eén", sku, options: { Maat: "Eén" }, prices: [{ currency_code: "eur", amount }] },
    ],
  })
  const { result: products } = await createProductsWorkflow.run({
    container,
    input: {
      products: [product("Thee", "TEA", PRICES.tea), product("Theepot", "TEAPOT", PRICES.teapot)],
    },
  })
  const items = await container.resolve(Modules.INVENTORY).listInventoryItems({})
  await createInventoryLevelsWorkflow.run({
    container,
    input: {
      inventory_levels: items.map((item) => ({
        inventory_item_id: item.id,
        location_id: delivery.locationId,
        stocked_quantity: STOCK,
      })),
    },
  })
  const variantOf = (title: string) =>
    one(one(products.filter((candidate) => candidate.title === title)).variants).id
  return { tea: variantOf("Thee"), teapot: variantOf("Theepot") }
}

async function seedAdmin(container: MedusaContainer) {
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const registration = await auth.register("emailpass", { body: ADMIN })
  if (!registration.authIdentity) {
    throw new Error(`The admin user could not be registered: ${registration.error}`)
  }
  const { result: user } = await createUserAccountWorkflow.run({
    container,
    input: { authIdentityId: registration.authIdentity.id, userData: { email: ADMIN.email } },
  })
  return user.id
}

export type SeededShop = Awaited<ReturnType<typeof seedShop>>
