import type { HttpTypes } from "@medusajs/types"

export type Product = HttpTypes.StoreProduct
export type Variant = HttpTypes.StoreProductVariant

export type Stock = "plenty" | "few" | "none"

const FEW = 5

export function stockOf(variant: Variant | undefined): Stock {
  if (!variant) {
    return "none"
  }
  if (!variant.manage_inventory || variant.allow_backorder) {
    return "plenty"
  }
  const quantity = variant.inventory_quantity ?? 0
  if (quantity <= 0) {
    return "none"
  }
  return quantity <= FEW ? "few" : "plenty"
}

const collator = new Intl.Collator("nl", { numeric: true })

/** In the order of the shop's owner, sizes by their number: Medusa gives them in no order. */
export function variantsOf(product: Product): Variant[] {
  return [...(product.variants ?? [])].sort(
    (one, other) =>
      (one.variant_rank ?? 0) - (other.variant_rank ?? 0) ||
      collator.compare(one.title ?? "", other.title ?? "")
  )
}

/** The first that can be bought, otherwise the first. */
export function firstChoice(product: Product): Variant | undefined {
  const variants = variantsOf(product)
  return variants.find((variant) => stockOf(variant) !== "none") ?? variants[0]
}

/** Major units, VAT included where the shop's prices are. */
export function priceOf(variant: Variant | undefined) {
  const price = variant?.calculated_price
  const amount = price?.calculated_amount_with_tax ?? price?.calculated_amount
  return typeof amount === "number" && price?.currency_code
    ? { amount, currency: price.currency_code }
    : undefined
}

/** The lowest price of the product, and whether others are higher. */
export function priceFrom(product: Product) {
  const prices = (product.variants ?? []).flatMap((variant) => priceOf(variant) ?? [])
  const [first] = prices
  if (!first) {
    return undefined
  }
  const amounts = prices.map(({ amount }) => amount)
  const amount = Math.min(...amounts)
  return { amount, currency: first.currency, varies: Math.max(...amounts) > amount }
}

/** The only variant of its kind has nothing to choose. */
export function hasChoice(product: Product) {
  return (product.variants ?? []).length > 1
}
