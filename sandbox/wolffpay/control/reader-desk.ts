import type { Context } from "../core/context"
import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalFlag,
  optionalText,
  requiredId,
} from "../core/fields"
import { Refusal } from "../core/refusal"
import type { Reader } from "../terminal/reader"

export type ReaderPatch = Partial<Pick<Reader, "label" | "disabled" | "auto">>

const RULE = "switchboard"

/** Registers a reader, as WolffPay's dashboard does (W26). */
export function addReader(ctx: Context, input: unknown): Reader {
  const body = asObject(input)
  onlyFields(body, ["id", "label", "disabled", "auto"], RULE)
  const id = body["id"] === undefined ? ctx.ids.reader() : requiredId(body, "id", "tmr_", RULE)
  if (ctx.state.readers.some((reader) => reader.id === id)) {
    throw new Refusal(400, `A reader ${id} is registered already.`)
  }
  const { id: _, ...patch } = body
  const reader: Reader = {
    id,
    label: "Reader",
    disabled: false,
    auto: null,
    collected: null,
    ...parsePatch(patch),
  }
  ctx.state.readers.push(reader)
  return reader
}

export function changeReader(ctx: Context, id: string, input: unknown): Reader {
  const reader = ctx.state.readers.find((one) => one.id === id)
  if (!reader) throw new Refusal(404, "Reader not found")
  return Object.assign(reader, parsePatch(input))
}

function parsePatch(input: unknown): ReaderPatch {
  const body = asObject(input)
  onlyFields(body, ["label", "disabled", "auto"], RULE)
  const patch: ReaderPatch = {}
  const label = optionalText(body, "label", 100, RULE)
  const disabled = optionalFlag(body, "disabled")
  if (label !== undefined) patch.label = label
  if (disabled !== undefined) patch.disabled = disabled
  if (body["auto"] === null) patch.auto = null
  else if (body["auto"] !== undefined) {
    patch.auto = optionalChoice(body, "auto", ["tap", "decline"] as const, RULE) ?? null
  }
  return patch
}
