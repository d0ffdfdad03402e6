import type { ReaderInput, ReaderView } from "../../api/admin/wolffpay/terminal/views"

export type ReaderDraft = Required<Omit<ReaderInput, "reader_id" | "location_id">> & {
  reader_id: string
  location_id: string
}
export type ReaderMistakes = Partial<
  Record<keyof ReaderDraft, "missing" | "wrongReaderId" | "wrongLocationId">
>

const READER_ID = /^tmr_\w+$/
const LOCATION_ID = /^tml_\w+$/

export function draftOf(reader: ReaderView | null): ReaderDraft {
  return {
    name: reader?.name ?? "",
    way: reader?.way ?? "server",
    reader_id: reader?.reader_id ?? "",
    location_id: reader?.location_id ?? "",
    region_id: reader?.region_id ?? "",
    sales_channel_id: reader?.sales_channel_id ?? "",
    stock_location_id: reader?.stock_location_id ?? "",
    is_active: reader?.is_active ?? true,
  }
}

/** What has to be mended before it can be saved, by field. A smart reader is addressed by its id (W23). */
export function mistakesIn(draft: ReaderDraft): ReaderMistakes {
  const mistakes: ReaderMistakes = {}
  for (const field of ["name", "region_id", "sales_channel_id", "stock_location_id"] as const) {
    if (draft[field].trim() === "") {
      mistakes[field] = "missing"
    }
  }
  const readerId = draft.reader_id.trim()
  if (readerId === "" && draft.way === "server") {
    mistakes.reader_id = "missing"
  } else if (readerId !== "" && !READER_ID.test(readerId)) {
    mistakes.reader_id = "wrongReaderId"
  }
  const locationId = draft.location_id.trim()
  if (locationId !== "" && !LOCATION_ID.test(locationId)) {
    mistakes.location_id = "wrongLocationId"
  }
  return mistakes
}

export function inputOf({ reader_id, location_id, name, ...draft }: ReaderDraft): ReaderInput {
  return {
    ...draft,
    name: name.trim(),
    reader_id: reader_id.trim() || null,
    location_id: location_id.trim() || null,
  }
}
