import type { MedusaContainer } from "@medusajs/framework/types"
import {
  calculateAmountsWithTax,
  ContainerRegistrationKeys,
  QueryContext,
} from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { TerminalReaderRow } from "../../modules/wolffpay/tables/terminal-readers"
import type { ReaderProblem } from "../../modules/wolffpay/terminal/refusal-codes"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { stockLevels } from "./stock-levels"
import { type Rates, taxRates } from "./tax-rates"

/** More than a till can hold at hand; a larger shop gives its counter a sales channel of its own. */
const MOST = 5000

export type Article = {
  variant_id: string
  product_id: string
  title: string
  variant_title: string | null
  sku: string | null
  codes: string[]
  thumbnail: string | null
  unit_amount: number | null
  tax_rate: number
  available: number | null
}

type Variant = {
  id: string
  title: string | null
  sku: string | null
  barcode: string | null
  ean: string | null
  upc: string | null
  thumbnail: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  product: { id: string; title: string; thumbnail: string | null; type_id: string | null }
  calculated_price?: {
    calculated_amount: number | null
    is_calculated_price_tax_inclusive: boolean
  } | null
  inventory_items?: ({ inventory_item_id: string; required_quantity: number } | null)[]
}

/**
 * What the till at this reader may sell: published, in its sales channel, at the prices of its region, VAT by the address of
 * its shop. Amounts are minor units with VAT, rates per cent.
 * @throws TerminalRefusal when the reader's region or location is gone
 */
export async function readArticles(
  container: MedusaContainer,
  reader: TerminalReaderRow
): Promise<{ articles: Article[]; currency_code: string }> {
  const place = await readPlace(container, reader)
  const [variants, levels] = await Promise.all([
    readVariants(container, reader, place.currency),
    stockLevels(container, reader.stock_location_id),
  ])
  const products = variants.map(taxed)
  const ratesOf =
    place.country === null
      ? () => []
      : await (
          await taxRates(container, { country_code: place.country }, place.currency)
        ).of(products)
  return {
    articles: variants.map((variant) => toArticle(variant, ratesOf(taxed(variant)), levels)),
    currency_code: place.currency,
  }
}

/** `country` is null in a region that works out no taxes by itself: its orders have none either. */
async function readPlace(
  container: MedusaContainer,
  reader: TerminalReaderRow
): Promise<{ currency: string; country: string | null }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [regions, locations] = await Promise.all([
    query.graph({
      entity: "region",
      fields: ["currency_code", "automatic_taxes"],
      filters: { id: reader.region_id },
    }),
    query.graph({
      entity: "stock_location",
      fields: ["id", "address.country_code"],
      filters: { id: reader.stock_location_id },
    }),
  ])
  const [region] = regions.data
  const country = locations.data[0]?.address?.country_code
  if (!region) {
    const message = `The region of ${reader.name} is gone. Choose another one in the reader's settings.`
    const problem: ReaderProblem = { code: "region_unknown", field: "region_id", message }
    throw new TerminalRefusal("reader_settings", message, {
      problems: [problem],
    })
  }
  if (!country) {
    throw new TerminalRefusal(
      "location_without_country",
      `The stock location of ${reader.name} is gone, or has no address with a country. See the reader's settings.`
    )
  }
  return {
    currency: region.currency_code,
    country: region.automatic_taxes ? String(country).toLowerCase() : null,
  }
}

async function readVariants(
  container: MedusaContainer,
  reader: TerminalReaderRow,
  currency: string
): Promise<Variant[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "product_sales_channel",
    fields: ["product_id"],
    filters: { sales_channel_id: reader.sales_channel_id },
  })
  if (links.length === 0) {
    return []
  }
  const { data }: { data: Variant[] } = await query.graph({
    entity: "variant",
    fields: [
      "id",
      "title",
      "sku",
      "barcode",
      "ean",
      "upc",
      "thumbnail",
      "manage_inventory",
      "allow_backorder",
      "product.id",
      "product.title",
      "product.thumbnail",
      "product.type_id",
      "calculated_price.calculated_amount",
      "calculated_price.is_calculated_price_tax_inclusive",
      "inventory_items.inventory_item_id",
      "inventory_items.required_quantity",
    ],
    filters: {
      product_id: links.map((link) => String(link.product_id)),
      product: { status: "published" },
    },
    pagination: { take: MOST, order: { product: { title: "ASC" }, variant_rank: "ASC" } },
    context: {
      calculated_price: QueryContext({ region_id: reader.region_id, currency_code: currency }),
    },
  })
  return data
}

function taxed({ product }: Variant) {
  return { product_id: product.id, product_type_id: product.type_id }
}

function toArticle(variant: Variant, rates: Rates, levels: ReadonlyMap<string, number>): Article {
  const codes = [variant.barcode, variant.ean, variant.upc].filter((code) => code !== null)
  return {
    variant_id: variant.id,
    product_id: variant.product.id,
    title: variant.product.title,
    variant_title: variant.title,
    sku: variant.sku,
    codes: [...new Set(codes.filter((code) => code !== ""))],
    thumbnail: variant.thumbnail ?? variant.product.thumbnail,
    unit_amount: withTax(variant, rates),
    tax_rate: rates.reduce((sum, rate) => sum + rate, 0),
    available: availableOf(variant, levels),
  }
}

function withTax({ calculated_price: price }: Variant, rates: Rates): number | null {
  if (price?.calculated_amount === null || price?.calculated_amount === undefined) {
    return null
  }
  const { priceWithTax } = calculateAmountsWithTax({
    taxLines: rates.map((rate) => ({ rate })),
    amount: price.calculated_amount,
    includesTax: price.is_calculated_price_tax_inclusive,
  })
  return toMinorUnits(priceWithTax)
}

function availableOf(variant: Variant, levels: ReadonlyMap<string, number>): number | null {
  const items = (variant.inventory_items ?? []).filter((item) => item !== null)
  if (!variant.manage_inventory || variant.allow_backorder || items.length === 0) {
    return null
  }
  const pieces = items.map(({ inventory_item_id, required_quantity }) =>
    Math.floor((levels.get(inventory_item_id) ?? 0) / Math.max(1, Number(required_quantity)))
  )
  return Math.max(0, Math.min(...pieces))
}
