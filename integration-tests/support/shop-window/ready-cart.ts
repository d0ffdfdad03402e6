import axios from "axios"
import type { WindowMedusa } from "./medusa"
import { ANNA } from "./shopper"

const MUG = "mok-tulp"

/** A cart with a red mug, an address and the parcel, as the first steps of the checkout leave it. Gives its id. */
export async function readyCart({ url, publishableKey }: WindowMedusa): Promise<string> {
  const store = axios.create({
    baseURL: `${url}/store`,
    headers: { "x-publishable-api-key": publishableKey },
  })
  const { email, ...person } = ANNA
  const address = { ...person, country_code: "nl" }
  const [regions, products] = await Promise.all([
    store.get("/regions"),
    store.get("/products", { params: { handle: MUG, fields: "id,*variants" } }),
  ])
  const [variant] = products.data.products[0].variants.filter(
    ({ title }: { title: string }) => title === "Rood"
  )
  const { data } = await store.post("/carts", {
    region_id: regions.data.regions[0].id,
    items: [{ variant_id: variant.id, quantity: 1 }],
    email,
    shipping_address: address,
    billing_address: address,
  })
  const cartId: string = data.cart.id
  const offered = await store.get("/shipping-options", { params: { cart_id: cartId } })
  const parcel = offered.data.shipping_options.find(({ amount }: { amount: number }) => amount > 0)
  await store.post(`/carts/${cartId}/shipping-methods`, { option_id: parcel.id })
  return cartId
}
