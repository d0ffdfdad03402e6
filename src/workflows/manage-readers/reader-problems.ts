import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { manualOption } from "../run-terminal-sale/hand-over"
import type { ReaderProblem } from "../../modules/wolffpay/terminal/refusal-codes"
import type { ReaderSettings } from "../../modules/wolffpay/tables/terminal-readers"

type Place = { id: string; name: string }

/**
 * Why sales on such a reader would fail, each with what to do. The counter takes euro only (W21), the VAT is worked out by the
 * shop's address, Medusa reserves stock where the sales channel has it, and hands goods over by a shipping option.
 */
export async function readerProblems(
  container: MedusaContainer,
  settings: ReaderSettings
): Promise<ReaderProblem[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [regions, channels, locations, option] = await Promise.all([
    query.graph({
      entity: "region",
      fields: ["id", "name", "currency_code"],
      filters: { id: settings.region_id },
    }),
    query.graph({
      entity: "sales_channel",
      fields: ["id", "stock_locations.id", "stock_locations.name"],
      filters: { id: settings.sales_channel_id },
    }),
    query.graph({
      entity: "stock_location",
      fields: ["id", "name", "address.country_code"],
      filters: { id: settings.stock_location_id },
    }),
    manualOption(container, settings.stock_location_id),
  ])
  const [region] = regions.data
  const [location] = locations.data
  const [channel] = channels.data
  const places = ((channel?.stock_locations ?? []) as (Place | null)[]).flatMap((one) => one ?? [])
  const others = places.filter(({ id }) => id !== settings.stock_location_id)
  const problems: ReaderProblem[] = []
  const add = (
    code: ReaderProblem["code"],
    field: ReaderProblem["field"],
    what: string,
    names?: string[]
  ) => problems.push({ code, field, message: `${field}${what}`, ...(names ? { names } : {}) })

  if (settings.way === "server" && settings.reader_id === null) {
    add(
      "reader_id_missing",
      "reader_id",
      " is needed for a reader that the server drives: copy its tmr_… from WolffPay."
    )
  }
  if (!region) {
    add("region_unknown", "region_id", `: there is no region ${settings.region_id}.`)
  } else if (region.currency_code !== "eur") {
    add(
      "region_not_euro",
      "region_id",
      `: ${region.name} sells in ${String(region.currency_code).toUpperCase()}, and card readers take euro only.`
    )
  }
  if (!channel) {
    add(
      "channel_unknown",
      "sales_channel_id",
      `: there is no sales channel ${settings.sales_channel_id}.`
    )
  }
  if (!location) {
    add(
      "location_unknown",
      "stock_location_id",
      `: there is no location ${settings.stock_location_id}.`
    )
    return problems
  }
  if (!location.address?.country_code) {
    add(
      "location_without_country",
      "stock_location_id",
      `: ${location.name} has no address with a country, and without one there is no VAT. Add it under Locations & Shipping.`
    )
  }
  if (channel && others.length === places.length) {
    add(
      "location_not_linked",
      "stock_location_id",
      `: ${location.name} is not linked to this sales channel, so nothing can be reserved there. Link them under Locations & Shipping.`
    )
  }
  if (others.length > 0) {
    const names = others.map(({ name }) => name)
    add(
      "channel_at_other_locations",
      "sales_channel_id",
      `: it is linked to ${names.join(", ")} as well, and Medusa would promise stock there that goes over the counter here. Give each shop a sales channel of its own.`,
      names
    )
  }
  if (!option) {
    add(
      "location_without_manual_option",
      "stock_location_id",
      `: no shipping option has the manual provider, and Medusa needs one to hand goods over. Add one to ${location.name} under Locations & Shipping, such as a pickup.`
    )
  }
  return problems
}
