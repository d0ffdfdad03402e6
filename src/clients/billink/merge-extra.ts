import { isObject } from "./envelope"

/** `extra` under `body`: where both have a value the body's own wins, so that no setting can change amounts or credentials. */
export function mergeExtra(
  extra: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...extra, ...body }
  for (const [name, more] of Object.entries(extra)) {
    const own = body[name]
    if (isObject(more) && isObject(own)) {
      merged[name] = mergeExtra(more, own)
    }
  }
  return merged
}
