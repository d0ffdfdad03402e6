import type { Account } from "./account"

const KEEP = 20_000
const JSON_FIELD = /("(?:billinkUsername|billinkId)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\]\s]+)/gi
const XML_FIELD = /(<(CLIENTUSERNAME|CLIENTID)\s*>)[^<]*/gi
const HIDDEN = "[redacted]"

/** A body for the log: credentials travel in the body here (1.3), so they are taken out of it, well formed or not. */
export function redact(text: string, account: Account): string {
  return text
    .slice(0, KEEP)
    .replace(JSON_FIELD, `$1"${HIDDEN}"`)
    .replace(XML_FIELD, `$1${HIDDEN}`)
    .replaceAll(account.id, HIDDEN)
}
