import { sha256 } from "./api-key"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Settings } from "./settings"

export interface Paging {
  limit: number
  startingAfter: string | undefined
}

interface Row {
  documentId: string
  sequence: number
}

/** W15, W29: `limit` 1 to 100, 10 when absent. A larger one is refused, not cut to size. */
export function parsePaging(query: URLSearchParams, rule: string): Paging {
  const raw = query.get("limit")
  if (raw !== null && !/^\d{1,4}$/.test(raw)) throw badLimit(rule)
  const limit = raw === null ? 10 : Number(raw)
  if (limit < 1 || limit > 100) throw badLimit(rule)
  return { limit, startingAfter: query.get("starting_after") ?? undefined }
}

export function parseTestMode(query: URLSearchParams): boolean | undefined {
  const raw = query.get("test_mode")
  if (raw === null) return undefined
  if (raw === "true" || raw === "false") return raw === "true"
  throw new Refusal(400, "Invalid test_mode. Must be true or false.", "W15")
}

/** One page of a list. The cursor is a document id; `nextCursor` only comes when there is more (W4). */
export function pageOf<T extends Row>(
  rows: readonly T[],
  paging: Paging,
  order: Settings["listOrder"],
  rule: string
): { rows: T[]; pagination: JsonObject } {
  const sorted = [...rows].sort(comparer(order))
  const start = paging.startingAfter === undefined ? 0 : after(sorted, paging.startingAfter, rule)
  const page = sorted.slice(start, start + paging.limit)
  const hasMore = start + paging.limit < sorted.length
  const last = page.at(-1)
  return {
    rows: page,
    pagination: {
      limit: paging.limit,
      count: page.length,
      hasMore,
      ...(hasMore && last ? { nextCursor: last.documentId } : {}),
    },
  }
}

/** `random` is a fixed shuffle: pages of one list still fit together. */
function comparer(order: Settings["listOrder"]): (a: Row, b: Row) => number {
  if (order === "newest") return (a, b) => b.sequence - a.sequence
  if (order === "oldest") return (a, b) => a.sequence - b.sequence
  return (a, b) => (sha256(a.documentId) < sha256(b.documentId) ? -1 : 1)
}

function after(sorted: readonly Row[], documentId: string, rule: string): number {
  const index = sorted.findIndex((row) => row.documentId === documentId)
  if (index < 0) {
    throw new Refusal(400, "Invalid starting_after. No such document in this list.", rule)
  }
  return index + 1
}

function badLimit(rule: string): Refusal {
  return new Refusal(400, "Invalid limit. Must be a whole number from 1 to 100.", rule)
}
