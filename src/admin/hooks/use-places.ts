import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/sdk"

const ALL = 200

export interface Place {
  id: string
  name: string
}

/** What a reader can belong to: regions that sell in euros (W21), sales channels, stock locations. */
export function usePlaces() {
  const list = (path: string, fields: string, signal: AbortSignal) =>
    call<Record<string, (Place & { currency_code?: string })[]>>(path, {
      query: { limit: ALL, fields },
      signal,
    })
  return useQuery({
    queryKey: ["wolffpay", "places"],
    queryFn: async ({ signal }) => {
      const [regions, channels, locations] = await Promise.all([
        list("/regions", "id,name,currency_code", signal),
        list("/sales-channels", "id,name", signal),
        list("/stock-locations", "id,name", signal),
      ])
      return {
        regions: (regions.regions ?? []).filter(({ currency_code }) => currency_code === "eur"),
        channels: channels.sales_channels ?? [],
        locations: locations.stock_locations ?? [],
      }
    },
  })
}

export type Places = NonNullable<ReturnType<typeof usePlaces>["data"]>
