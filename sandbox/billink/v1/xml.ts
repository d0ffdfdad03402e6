import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser"
import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import { ApplicationError } from "../core/application-error"

const RULE = "1.3"
const MAX_LENGTH = 200_000
const MAX_DEPTH = 12

const parser = new XMLParser({
  parseTagValue: false,
  ignoreDeclaration: true,
  isArray: (name) => name === "ITEM",
})
const builder = new XMLBuilder({})

/** The envelope of a legacy call (1.3). */
export interface XmlCall {
  username: string
  id: string
  action: string
  items: Record<string, string>[]
}

/** 601 for what is no XML or not this envelope; a document type is refused, and with it its entities. */
export function parseXml(text: string): XmlCall {
  const fits =
    text.trim() !== "" &&
    text.length <= MAX_LENGTH &&
    !/<!(DOCTYPE|ENTITY)/i.test(text) &&
    depthOf(text) <= MAX_DEPTH &&
    XMLValidator.validate(text) === true
  if (!fits) throw new ApplicationError("601", "XML is empty or cannot be parsed", RULE)
  const document: unknown = parser.parse(text)
  const api = isJsonObject(document) ? document["API"] : undefined
  if (!isJsonObject(api)) throw new ApplicationError("601", "API is missing", RULE)
  if (api["VERSION"] !== "BILLINK2.0") {
    throw new ApplicationError("001", "Unknown API version", RULE)
  }
  return {
    username: textOf(api, "CLIENTUSERNAME"),
    id: textOf(api, "CLIENTID"),
    action: textOf(api, "ACTION"),
    items: itemsOf(api["INVOICES"]),
  }
}

/** Texts become elements, lists repeat theirs. */
export function buildXml(content: JsonObject): string {
  const text: unknown = builder.build({ API: content })
  return `<?xml version="1.0" encoding="UTF-8"?>${String(text)}`
}

/** ACTION of a body that was not checked yet, for the log and the faults. */
export function peekAction(text: string): string | null {
  return /<ACTION>([^<]{1,60})<\/ACTION>/.exec(text.slice(0, 5000))?.[1]?.trim() ?? null
}

/** Counted without recursion: whatever walks over the tree afterwards is recursive. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z][^>]*>/g)) {
    if (tag.startsWith("</")) depth--
    else if (!tag.endsWith("/>")) deepest = Math.max(deepest, ++depth)
  }
  return deepest
}

function itemsOf(invoices: unknown): Record<string, string>[] {
  const items: unknown = isJsonObject(invoices) ? invoices["ITEM"] : undefined
  if (!Array.isArray(items)) return []
  return items.map((item: unknown) =>
    isJsonObject(item)
      ? Object.fromEntries(Object.keys(item).map((name) => [name, textOf(item, name)]))
      : {}
  )
}

function textOf(element: JsonObject, name: string): string {
  const value = element[name]
  return typeof value === "string" ? value : ""
}
