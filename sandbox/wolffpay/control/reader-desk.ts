import type { Context } from "../core/context"
import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalFlag,
  optionalInteger,
  optionalText,
  requiredChoice,
  requiredId,
} from "../../shared/core/fields"
import { Refusal } from "../../shared/core/refusal"
import type { Reader, ReaderOutcome } from "../terminal/reader"
import { newReader, READER_OUTCOMES } from "../terminal/reader"

export type ReaderPatch = Partial<
  Pick<Reader, "label" | "locationId" | "disabled" | "plugged" | "auto">
>

export interface CardOrder {
  outcome: ReaderOutcome
  /** The card counts at once, and the one who asked is answered so much later. Milliseconds. */
  answerAfterMs?: number
}

const RULE = "switchboard"
const FIELDS = ["label", "locationId", "disabled", "plugged", "auto"]
const LATEST_MS = 10 * 60_000

/** Registers a reader, as WolffPay's dashboard does (W26). */
export function addReader(ctx: Context, input: unknown): Reader {
  const body = asObject(input)
  onlyFields(body, ["id", ...FIELDS], RULE)
  const id = body["id"] === undefined ? ctx.ids.reader() : requiredId(body, "id", "tmr_", RULE)
  if (ctx.state.readers.some((reader) => reader.id === id)) {
    throw new Refusal(400, `A reader ${id} is registered already.`)
  }
  const { id: _, ...patch } = body
  const reader: Reader = { ...newReader(id), ...parsePatch(patch) }
  ctx.state.readers.push(reader)
  return reader
}

export function changeReader(ctx: Context, id: string, input: unknown): Reader {
  const reader = findReader(ctx, id)
  const patch = parsePatch(input)
  if (patch.plugged === false) {
    ctx.readers.unplug(reader.id)
    reader.collected = null
    reader.shows = null
  }
  return Object.assign(reader, patch)
}

/** Somebody holds a card to the reader, one that the bank declines, or presses its red button. */
export function presentCard(ctx: Context, id: string, { outcome, answerAfterMs }: CardOrder): void {
  findReader(ctx, id)
  if (!ctx.readers.present(id, outcome, answerAfterMs)) {
    throw new Refusal(400, "This reader is not waiting for a card.")
  }
}

export function parseCardOrder(input: unknown): CardOrder {
  const body = asObject(input)
  onlyFields(body, ["outcome", "answerAfterMs"], RULE)
  const answerAfterMs = optionalInteger(body, "answerAfterMs", 0, LATEST_MS)
  const outcome = requiredChoice(body, "outcome", READER_OUTCOMES, RULE)
  return answerAfterMs === undefined ? { outcome } : { outcome, answerAfterMs }
}

function findReader(ctx: Context, id: string): Reader {
  const reader = ctx.state.readers.find((one) => one.id === id)
  if (!reader) throw new Refusal(404, "Reader not found")
  return reader
}

function parsePatch(input: unknown): ReaderPatch {
  const body = asObject(input)
  onlyFields(body, FIELDS, RULE)
  const patch: ReaderPatch = {}
  const label = optionalText(body, "label", 100, RULE)
  const disabled = optionalFlag(body, "disabled")
  const plugged = optionalFlag(body, "plugged")
  if (label !== undefined) patch.label = label
  if (disabled !== undefined) patch.disabled = disabled
  if (plugged !== undefined) patch.plugged = plugged
  if (body["locationId"] !== undefined) {
    patch.locationId = requiredId(body, "locationId", "tml_", RULE)
  }
  if (body["auto"] === null) patch.auto = null
  else if (body["auto"] !== undefined) {
    patch.auto = optionalChoice(body, "auto", ["tap", "decline"] as const, RULE) ?? null
  }
  return patch
}
