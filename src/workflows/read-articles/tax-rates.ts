import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

export type TaxedProduct = { product_id: string; product_type_id: string | null }
/** Per cent, one for each tax that is on it. */
export type Rates = readonly number[]

/**
 * What Medusa's tax module says of each product at this address. It is asked once for all products that no rule of a tax rate
 * names, so that thousands of articles cost a handful of questions.
 */
export async function taxRates(
  container: MedusaContainer,
  address: { country_code: string; province_code?: string },
  currency: string
): Promise<{ of(products: readonly TaxedProduct[]): Promise<(product: TaxedProduct) => Rates> }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "tax_rate",
    fields: ["id", "rules.reference", "rules.reference_id"],
    filters: { tax_region: { country_code: address.country_code } },
  })
  const rules = (data as { rules?: ({ reference_id: string } | null)[] }[]).flatMap(
    (rate) => rate.rules ?? []
  )
  const named = new Set(rules.map((rule) => rule?.reference_id))
  const keyOf = ({ product_id, product_type_id }: TaxedProduct) =>
    [product_id, product_type_id].map((id) => (named.has(id ?? "") ? id : "")).join(":")
  return {
    of: async (products) => {
      const items = new Map(products.map((product) => [keyOf(product), product]))
      const lines = await container.resolve(Modules.TAX).getTaxLines(
        [...items].map(([id, product]) => ({
          id,
          product_id: product.product_id,
          product_type_id: product.product_type_id ?? undefined,
          quantity: 1,
          unit_price: 0,
          currency_code: currency,
        })),
        { address }
      )
      const rates = new Map<string, number[]>()
      for (const line of lines) {
        if ("line_item_id" in line) {
          rates.set(line.line_item_id, [...(rates.get(line.line_item_id) ?? []), line.rate ?? 0])
        }
      }
      return (product) => rates.get(keyOf(product)) ?? []
    },
  }
}
