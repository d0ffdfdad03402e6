import fs from "node:fs"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  deleteProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import { CATALOGUE, eanOf, ENGLISH_OPTIONS, skuOf, type CatalogueProduct } from "./catalogue"
import { pictureOf } from "./pictures"
import { report } from "./report"

const STOCK = 100

interface Place {
  salesChannelId: string
  locationId: string
  shippingProfileId: string
  /** Where this shop is reached, without a slash at the end. */
  shopUrl: string
}

interface ProductRow {
  sales_channels?: unknown[]
  shipping_profile?: unknown
  variants?: { prices?: unknown[]; inventory_items?: unknown[] }[]
}

/** Every product of the catalogue with its picture, prices and stock, one after the other: what is whole stays. */
export async function seedProducts(container: MedusaContainer, place: Place) {
  const pictures = path.join(process.cwd(), "static", "products")
  fs.mkdirSync(pictures, { recursive: true })
  for (const [index, product] of CATALOGUE.entries()) {
    fs.writeFileSync(path.join(pictures, `${product.handle}.svg`), pictureOf(product))
    if (!(await isWhole(container, product))) {
      await removeRemains(container, product)
      await createProduct(container, product, place)
    }
    await stock(container, product, place.locationId)
    report({ step: "products", done: index + 1, of: CATALOGUE.length })
  }
}

/** Medusa makes a product in many steps; one that was cut off in the middle cannot be sold and is made anew. */
async function isWhole(container: MedusaContainer, { handle, option }: CatalogueProduct) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data }: { data: ProductRow[] } = await query.graph({
    entity: "product",
    fields: [
      "id",
      "sales_channels.id",
      "shipping_profile.id",
      "variants.id",
      "variants.prices.id",
      "variants.inventory_items.inventory_item_id",
    ],
    filters: { handle },
  })
  const [product] = data
  const variants = product?.variants ?? []
  return (
    Boolean(product?.sales_channels?.length && product.shipping_profile) &&
    variants.length === option.values.length &&
    variants.every((variant) => variant.prices?.length && variant.inventory_items?.length)
  )
}

async function removeRemains(container: MedusaContainer, product: CatalogueProduct) {
  const found = await container.resolve(Modules.PRODUCT).listProducts({ handle: product.handle })
  if (found.length > 0) {
    await deleteProductsWorkflow(container).run({ input: { ids: found.map(({ id }) => id) } })
  }
  const inventory = container.resolve(Modules.INVENTORY)
  const sku = product.option.values.map((value) => skuOf(product, value))
  const items = await inventory.listInventoryItems({ sku })
  await inventory.deleteInventoryItems(items.map(({ id }) => id))
}

function englishOf({ option }: CatalogueProduct) {
  return Object.fromEntries(
    [option.title, ...option.values].map((text) => [text, ENGLISH_OPTIONS[text] ?? text])
  )
}

async function createProduct(container: MedusaContainer, product: CatalogueProduct, place: Place) {
  const picture = `${place.shopUrl}/static/products/${product.handle}.svg`
  const { title, values } = product.option
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: product.title,
          handle: product.handle,
          description: product.description,
          metadata: { english: { ...product.english, options: englishOf(product) } },
          status: "published",
          thumbnail: picture,
          images: [{ url: picture }],
          shipping_profile_id: place.shippingProfileId,
          sales_channels: [{ id: place.salesChannelId }],
          options: [{ title, values }],
          variants: values.map((value, rank) => ({
            title: value,
            variant_rank: rank,
            sku: skuOf(product, value),
            ean: eanOf(product, value),
            options: { [title]: value },
            prices: [{ currency_code: "eur", amount: product.price }],
          })),
        },
      ],
    },
  })
}

async function stock(container: MedusaContainer, product: CatalogueProduct, locationId: string) {
  const inventory = container.resolve(Modules.INVENTORY)
  const sku = product.option.values.map((value) => skuOf(product, value))
  const items = await inventory.listInventoryItems({ sku })
  const ids = items.map(({ id }) => id)
  const levels = await inventory.listInventoryLevels({
    inventory_item_id: ids,
    location_id: locationId,
  })
  const missing = ids.filter((id) => !levels.some((level) => level.inventory_item_id === id))
  if (missing.length > 0) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: missing.map((id) => ({
          inventory_item_id: id,
          location_id: locationId,
          stocked_quantity: STOCK,
        })),
      },
    })
  }
}
