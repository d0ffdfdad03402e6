import { isJsonObject } from "./json"

/** Whether it is a list of objects that have these fields. */
export function rows(value: unknown, fields: Record<string, "string" | "number">): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (row) =>
        isJsonObject(row) &&
        Object.entries(fields).every(([name, type]) => typeof row[name] === type)
    )
  )
}

/** undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
