import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const carts = new WeakMap<MedusaRequest, Promise<string | undefined>>()

/** The cart that the payment collection of this request is for; asked for once, however many of our doors it comes through. */
export function cartOfCollection(
  req: MedusaRequest,
  collectionId: string
): Promise<string | undefined> {
  const cart = carts.get(req) ?? read(req, collectionId)
  carts.set(req, cart)
  return cart
}

async function read(req: MedusaRequest, collectionId: string): Promise<string | undefined> {
  if (!collectionId) {
    return undefined
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: collectionId },
  })
  return data[0]?.cart_id as string | undefined
}
