import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  updateApiKeysWorkflow,
  updatePricePreferencesWorkflow,
  updateRegionsWorkflow,
  updateSalesChannelsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { first } from "./report"

const SHOP = "Winkel aan de Gracht"
const REGION = "Nederland"

/** Where and how the shop sells: name, channel, key, region in EUR with our provider, and 21 % VAT inside every price. */
export async function seedMarket(container: MedusaContainer) {
  const channel = await nameDefaults(container)
  const region = await seedRegion(container)
  await updatePricePreferencesWorkflow(container).run({
    input: {
      selector: { attribute: "currency_code", value: "eur" },
      update: { is_tax_inclusive: true },
    },
  })
  await seedTax(container)
  const store = first(await container.resolve(Modules.STORE).listStores({}), "store")
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: { name: SHOP, default_region_id: region.id, default_sales_channel_id: channel.id },
    },
  })
  return {
    regionId: region.id,
    salesChannelId: channel.id,
    publishableKey: channel.publishableKey,
  }
}

/** Medusa makes a channel and a key when it first boots: they get Dutch names, and the tie between them is made sure of. */
async function nameDefaults(container: MedusaContainer) {
  const [store] = await container.resolve(Modules.STORE).listStores({})
  const channels = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({})
  const channel = first(
    channels.filter(({ id }) => id === store?.default_sales_channel_id).concat(channels),
    "sales channel"
  )
  const keys = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
  const key = first(
    keys.filter((candidate) => !candidate.revoked_at),
    "publishable key"
  )
  await updateSalesChannelsWorkflow(container).run({
    input: { selector: { id: channel.id }, update: { name: "Webwinkel", description: SHOP } },
  })
  await updateApiKeysWorkflow(container).run({
    input: { selector: { id: key.id }, update: { title: "Storefront" } },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [channel.id] },
  })
  return { id: channel.id, publishableKey: key.token }
}

async function seedRegion(container: MedusaContainer) {
  const data = {
    name: REGION,
    currency_code: "eur",
    countries: ["nl"],
    is_tax_inclusive: true,
    payment_providers: ["pp_wolffpay_wolffpay", "pp_billink_billink"],
  }
  const [region] = await container.resolve(Modules.REGION).listRegions({ name: REGION })
  const { result } = region
    ? await updateRegionsWorkflow(container).run({
        input: { selector: { id: region.id }, update: data },
      })
    : await createRegionsWorkflow(container).run({ input: { regions: [data] } })
  return first(result, "region")
}

async function seedTax(container: MedusaContainer) {
  const found = await container.resolve(Modules.TAX).listTaxRegions({ country_code: "nl" })
  if (found.length === 0) {
    const rate = { name: "BTW", code: "btw-21", rate: 21 }
    await createTaxRegionsWorkflow(container).run({
      input: [{ country_code: "nl", provider_id: "tp_system", default_tax_rate: rate }],
    })
  }
}
