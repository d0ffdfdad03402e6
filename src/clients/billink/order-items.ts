import { asCode, type Envelope, isObject, type Lowered } from "./envelope"
import { isNumberOf } from "./ids"

/**
 * What an answer says about one order: the entry of a list (`statuses`, `invoices`, v1's `MSG/STATUSES/ITEM` and
 * `MSG/INVOICES/INVOICE`) that carries its number, or the only entry when it carries none.
 */
export function itemOf(envelope: Envelope, orderNumber: string): Lowered | undefined {
  const items = itemsIn(envelope)
  const named = items.filter((item) => numberOf(item) !== undefined)
  const ours = named.find((item) => isNumberOf(orderNumber, numberOf(item) ?? ""))
  return ours ?? (named.length === 0 && items.length === 1 ? items[0] : undefined)
}

export function itemsIn({ body }: Envelope): Lowered[] {
  const places = isObject(body.msg) ? [body, body.msg] : [body]
  return places.flatMap(({ statuses, invoices }) => [statuses, invoices].flatMap(flatten))
}

/**
 * The code that counts for this order: its entry's; without any entry, the answer's own. An answer that speaks of other
 * orders only says nothing about this one.
 */
export function codeOf(envelope: Envelope, orderNumber: string): string | undefined {
  const item = itemOf(envelope, orderNumber)
  if (item) {
    return asCode(item.code) ?? envelope.code
  }
  return itemsIn(envelope).length === 0 ? envelope.code : undefined
}

export function messageOf(item: Lowered | undefined): string | undefined {
  const text = item?.message ?? item?.description
  return typeof text === "string" && text !== "" ? text : undefined
}

function numberOf(item: Lowered): string | undefined {
  const told = item.invoicenumber ?? item.number ?? item.invoice
  const text = typeof told === "number" ? String(told) : told
  return typeof text === "string" && text !== "" ? text : undefined
}

function flatten(value: unknown): Lowered[] {
  if (Array.isArray(value)) {
    return value.filter(isObject)
  }
  if (!isObject(value)) {
    return []
  }
  const inner = value.item ?? value.invoice
  return inner === undefined || typeof inner === "string" ? [value] : flatten(inner)
}
