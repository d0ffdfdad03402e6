import Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import { createStoreClient } from "medusa-plugin-wolffpay/storefront"
import { settings } from "../settings"

const { medusaUrl: baseUrl, publishableKey } = settings

/** Medusa as every part of the shop asks it; the payment module is given the same client. */
export const sdk = new Medusa({ baseUrl, publishableKey })
// The SDK's own client drops the code of a refusal, by which a paid cart and an empty shelf are told apart.
Object.assign(sdk.client, createStoreClient({ baseUrl, publishableKey }))

/** Medusa gives the language of a cart too. */
export type Cart = HttpTypes.StoreCart & { locale?: string | null }
export type CartItem = HttpTypes.StoreCartLineItem
export type Order = HttpTypes.StoreOrder
export type Region = HttpTypes.StoreRegion
export type ShippingOption = HttpTypes.StoreCartShippingOption

/** The product with each line is for its English name. */
const CART = { fields: "*items.product,+items.total,+shipping_methods.name" }
/** The payment's own state tells of a debit that failed when the order was there already. */
const ORDER = { fields: "*items.product,+items.total,*payment_collections.payment_sessions" }
const PRODUCT_FIELDS = [
  "id,handle,title,description,thumbnail,metadata",
  "*images,*options,*options.values",
  "*variants,*variants.options,*variants.calculated_price,+variants.inventory_quantity",
].join(",")
const MOST_PRODUCTS = 100

let region: Promise<Region> | undefined

/** The shop sells in one region: the first that pays in EUR, otherwise the first. */
export function loadRegion(): Promise<Region> {
  region ??= sdk.store.region.list().then(({ regions }) => {
    const found = regions.find(({ currency_code }) => currency_code === "eur") ?? regions[0]
    if (!found) {
      throw new Error("This Medusa has no region")
    }
    return found
  })
  region.catch(() => (region = undefined))
  return region
}

export async function loadProducts() {
  const { id } = await loadRegion()
  const query = { region_id: id, fields: PRODUCT_FIELDS, limit: MOST_PRODUCTS }
  return (await sdk.store.product.list(query)).products
}

/** Undefined when the shop does not have it. */
export async function loadProduct(handle: string) {
  const { id } = await loadRegion()
  const query = { region_id: id, fields: PRODUCT_FIELDS, handle, limit: 1 }
  return (await sdk.store.product.list(query)).products[0]
}

export async function loadOrder(id: string) {
  return (await sdk.store.order.retrieve(id, ORDER)).order
}

export async function loadShippingOptions(cartId: string) {
  return (await sdk.store.fulfillment.listCartOptions({ cart_id: cartId })).shipping_options
}

export async function loadPaymentProviders(regionId: string) {
  const query = { region_id: regionId }
  return (await sdk.store.payment.listPaymentProviders(query)).payment_providers
}

export const carts = {
  async read(id: string) {
    return (await sdk.store.cart.retrieve(id, CART)).cart
  },
  async create(items: HttpTypes.StoreCreateCart["items"]) {
    const { id } = await loadRegion()
    return (await sdk.store.cart.create({ region_id: id, items }, CART)).cart
  },
  async add(id: string, variantId: string, quantity: number) {
    const line = { variant_id: variantId, quantity }
    return (await sdk.store.cart.createLineItem(id, line, CART)).cart
  },
  async setQuantity(id: string, lineId: string, quantity: number) {
    return (await sdk.store.cart.updateLineItem(id, lineId, { quantity }, CART)).cart
  },
  async remove(id: string, lineId: string) {
    await sdk.store.cart.deleteLineItem(id, lineId)
    return carts.read(id)
  },
  async update(id: string, values: HttpTypes.StoreUpdateCart) {
    return (await sdk.store.cart.update(id, values, CART)).cart
  },
  async chooseDelivery(id: string, optionId: string) {
    return (await sdk.store.cart.addShippingMethod(id, { option_id: optionId }, CART)).cart
  },
}
