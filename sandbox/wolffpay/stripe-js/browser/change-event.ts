import type { FromFrame } from "./types"

/** What `element.on("change")` hears. */
export function changeEvent(elementType: string, message: FromFrame & { type: "change" }): unknown {
  const { empty, complete, collapsed, method, brand, error } = message
  if (elementType === "payment") {
    return { elementType, empty, complete, collapsed, value: { type: method ?? "" } }
  }
  const value = { postalCode: "" }
  return { elementType, empty, complete, error, brand: brand ?? "unknown", value }
}
