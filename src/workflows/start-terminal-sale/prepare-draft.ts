import type { CreateOrderLineItemDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { createOrderWorkflow } from "@medusajs/medusa/core-flows"
import { toMajorUnits } from "../../modules/wolffpay/money"
import type { TerminalReaderRow } from "../../modules/wolffpay/tables/terminal-readers"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { SALE_KEY } from "../../modules/wolffpay/terminal/sale-key"
import { describeError } from "../../modules/wolffpay/describe-error"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { SOLD_OUT } from "../run-terminal-sale/place-order"
import { type ReadOrder, readOrder } from "./read-order"
import { shareDiscount } from "./share-discount"
import type { SaleInput } from "./start-sale"

/**
 * The basket as a draft order: Medusa's prices, VAT by the shop's own address (without one there would be none), discounts as
 * adjustments that include VAT. Checks the stock and reserves nothing.
 * @throws TerminalRefusal in words for the clerk
 */
export async function prepareDraft(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  reader: TerminalReaderRow,
  input: SaleInput
): Promise<ReadOrder> {
  const items = input.items ?? []
  const address = await shopAddress(container, reader.stock_location_id)
  // Core's own route adds is_draft_order as well; the workflow's type does not know it.
  const draft = {
    status: "draft",
    is_draft_order: true,
    region_id: reader.region_id,
    sales_channel_id: reader.sales_channel_id,
    currency_code: sale.currency,
    email: input.customer?.email,
    customer_id: input.customer?.customer_id,
    shipping_address: { ...address, ...nameOf(input.customer?.name) },
    items: items.map(({ variant_id, quantity }) => ({
      variant_id,
      quantity,
      // It goes over the counter: no parcel, whatever the article's shipping profile says.
      requires_shipping: false,
      // Core fills in title and price; its type is that of the module below it.
    })) as CreateOrderLineItemDTO[],
    metadata: { [SALE_KEY]: sale.id, sold_by: sale.sold_by_name },
  }
  const { result, errors } = await createOrderWorkflow(container).run({
    input: draft,
    throwOnError: false,
  })
  if (errors?.[0] || !result?.id) {
    throw await inClerksWords(container, reader, items, errors?.[0])
  }
  const made = await readDraft(container, result.id, items)
  const discounts = discountsOf(made, input)
  if (discounts.every((amount) => amount === 0)) {
    return made
  }
  await container.resolve(Modules.ORDER).createOrderLineItemAdjustments(
    made.lines.flatMap((line, index) => {
      const amount = discounts[index] ?? 0
      return amount > 0
        ? [
            {
              item_id: line.id,
              amount: toMajorUnits(amount),
              is_tax_inclusive: true,
              description: "Point of sale",
              version: made.version,
            },
          ]
        : []
    })
  )
  return readDraft(container, result.id, items)
}

/** Its lines as the customer saw them go into the basket: Medusa gives them in any order. */
async function readDraft(
  container: MedusaContainer,
  id: string,
  items: NonNullable<SaleInput["items"]>
): Promise<ReadOrder> {
  const draft = await readOrder(container, id)
  if (!draft) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The draft of this sale is gone.")
  }
  const place = new Map(items.map(({ variant_id }, index) => [variant_id, index]))
  const placeOf = (line: ReadOrder["lines"][number]) => place.get(line.variant_id ?? "") ?? 0
  return { ...draft, lines: [...draft.lines].sort((a, b) => placeOf(a) - placeOf(b)) }
}

/** Line by line: the line's own discount and its share of the one on the whole sale. Minor units. */
function discountsOf(draft: ReadOrder, input: SaleInput): number[] {
  const wanted = new Map(
    (input.items ?? []).map((item) => [item.variant_id, item.discount_amount ?? 0])
  )
  const own = draft.lines.map((line) => wanted.get(line.variant_id ?? "") ?? 0)
  const rest = draft.lines.map((line, index) => line.total - (own[index] ?? 0))
  const tooMuch = draft.lines.find((_, index) => (rest[index] ?? 0) < 0)
  if (tooMuch) {
    throw new TerminalRefusal(
      "discount_too_big",
      `The discount on ${tooMuch.title} is more than it costs.`,
      { article: tooMuch.title }
    )
  }
  if ((input.discount_amount ?? 0) > rest.reduce((sum, total) => sum + total, 0)) {
    throw new TerminalRefusal("discount_too_big", "The discount is more than the sale.", {
      article: null,
    })
  }
  const shared = shareDiscount(input.discount_amount ?? 0, rest)
  return own.map((amount, index) => amount + (shared[index] ?? 0))
}

async function shopAddress(
  container: MedusaContainer,
  stockLocationId: string
): Promise<Record<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id", "name", "address.*"],
    filters: { id: stockLocationId },
  })
  const [location] = data
  const address = location?.address
  if (!location || !address?.country_code) {
    throw new TerminalRefusal(
      "location_without_country",
      "The reader's stock location has no address with a country, so the VAT cannot be worked out. Add it in the settings under Locations."
    )
  }
  return {
    company: address.company ?? location.name ?? "",
    address_1: address.address_1 ?? "",
    address_2: address.address_2 ?? "",
    postal_code: address.postal_code ?? "",
    city: address.city ?? "",
    province: address.province ?? "",
    country_code: String(address.country_code).toLowerCase(),
  }
}

function nameOf(name: string | undefined): Record<string, string> {
  const [first, ...rest] = (name ?? "").trim().split(/\s+/)
  return first ? { first_name: first, last_name: rest.join(" ") } : {}
}

/** Core names no article when something is sold out, or only its id. */
async function inClerksWords(
  container: MedusaContainer,
  reader: TerminalReaderRow,
  items: NonNullable<SaleInput["items"]>,
  failure: unknown
): Promise<TerminalRefusal> {
  const message = describeError(failure)
  const articles = await loadArticles(container, items)
  if (SOLD_OUT.test(message)) {
    const short = await shortOf(container, articles, reader.stock_location_id)
    const names = (short.length > 0 ? short : articles).map(({ title }) => title)
    return new TerminalRefusal(
      "sold_out",
      `Sold out: ${names.join(", ")}. Take it out of the basket, or fewer of it.`,
      { articles: names }
    )
  }
  const gone = items.find((item) => !articles.some(({ id }) => id === item.variant_id))
  return gone
    ? new TerminalRefusal(
        "article_unknown",
        `There is no article ${gone.variant_id} any more. Reload the articles.`,
        { variant_id: gone.variant_id }
      )
    : new TerminalRefusal("basket_refused", `Medusa refused this basket: ${message}`)
}

type StockPart = { inventory_item_id: string; required_quantity?: number }

type Article = {
  id: string
  title: string
  isCounted: boolean
  wanted: number
  stock: { inventoryItemId: string; each: number }[]
}

async function loadArticles(
  container: MedusaContainer,
  items: NonNullable<SaleInput["items"]>
): Promise<Article[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "variant",
    fields: [
      "id",
      "manage_inventory",
      "allow_backorder",
      "product.title",
      "inventory_items.inventory_item_id",
      "inventory_items.required_quantity",
    ],
    filters: { id: items.map((item) => item.variant_id) },
  })
  return data.map((variant) => ({
    id: variant.id,
    title: variant.product?.title ?? variant.id,
    isCounted: Boolean(variant.manage_inventory) && !variant.allow_backorder,
    wanted: items.find((item) => item.variant_id === variant.id)?.quantity ?? 0,
    stock: ((variant.inventory_items ?? []) as (StockPart | null)[]).flatMap((part) =>
      part ? [{ inventoryItemId: part.inventory_item_id, each: part.required_quantity ?? 1 }] : []
    ),
  }))
}

async function shortOf(
  container: MedusaContainer,
  articles: readonly Article[],
  locationId: string
): Promise<Article[]> {
  const inventory = container.resolve(Modules.INVENTORY)
  const short: Article[] = []
  for (const article of articles.filter(({ isCounted }) => isCounted)) {
    for (const { inventoryItemId, each } of article.stock) {
      const left = await inventory.retrieveAvailableQuantity(inventoryItemId, [locationId])
      if (Number(left) < article.wanted * each && !short.includes(article)) {
        short.push(article)
      }
    }
  }
  return short
}
