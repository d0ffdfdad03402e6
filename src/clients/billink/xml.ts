import { XMLBuilder, XMLParser } from "fast-xml-parser"
import type { BillinkCredentials } from "./credentials"

const builder = new XMLBuilder({ ignoreAttributes: true, suppressEmptyNode: false })
const parser = new XMLParser({
  ignoreAttributes: true,
  // Codes and invoice numbers are texts: 0042 is not 42.
  parseTagValue: false,
  trimValues: true,
})

/** The v1 envelope (1.3, 2.4): `<API>` with the version, the credentials, the action and the invoices. */
export function buildXml(input: {
  version: string
  credentials: BillinkCredentials
  action: string
  items: readonly Readonly<Record<string, string>>[]
}): string {
  const body = {
    API: {
      VERSION: input.version,
      CLIENTUSERNAME: input.credentials.username,
      CLIENTID: input.credentials.id,
      ACTION: input.action,
      INVOICES: { ITEM: input.items },
    },
  }
  return `<?xml version="1.0" encoding="UTF-8"?>${String(builder.build(body))}`
}

/** What stands inside the root element, or undefined when it is not XML of this kind. Never throws. */
export function parseXml(text: string): unknown {
  // Nothing of Billink's needs a document type, and entities are how an XML answer does harm.
  if (!/^\s*</.test(text) || /<!(DOCTYPE|ENTITY)/i.test(text)) {
    return undefined
  }
  try {
    const parsed: unknown = parser.parse(text, true)
    const roots = Object.entries(Object(parsed) as Record<string, unknown>).filter(
      ([name]) => !name.startsWith("?")
    )
    const [name, content] = roots[0] ?? []
    return roots.length === 1 && !/^html$/i.test(name ?? "") ? content : undefined
  } catch {
    return undefined
  }
}
