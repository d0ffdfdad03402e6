import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type ReceiptShop = {
  name: string
  address: string[]
  vat_number: string | null
  /** Lower case, as Medusa keeps it. */
  country_code: string | null
}

/**
 * Who sells, for the head of a receipt: the store's name, the location's address, and the `vat_number` in the metadata of the
 * location or of the store.
 */
export async function readShop(
  container: MedusaContainer,
  stockLocationId: string
): Promise<ReceiptShop> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [locations, stores] = await Promise.all([
    query.graph({
      entity: "stock_location",
      fields: ["id", "name", "metadata", "address.*"],
      filters: { id: stockLocationId },
    }),
    query.graph({ entity: "store", fields: ["name", "metadata"] }),
  ])
  const [location] = locations.data
  const [store] = stores.data
  const address = location?.address
  const town = [address?.postal_code, address?.city].filter(Boolean).join(" ")
  const lines = [address?.company, address?.address_1, address?.address_2, town]
  return {
    name: store?.name ?? location?.name ?? "",
    address: lines.filter((line): line is string => Boolean(line)),
    vat_number: vatNumber(location?.metadata) ?? vatNumber(store?.metadata),
    country_code: address?.country_code ? String(address.country_code).toLowerCase() : null,
  }
}

function vatNumber(metadata: unknown): string | null {
  const value: unknown = Reflect.get(Object(metadata), "vat_number")
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null
}
