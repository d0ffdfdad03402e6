/** The first error of a workflow run in words; undefined when it went well. */
export function problemOf(
  errors: readonly { error?: unknown }[] | undefined
): string | undefined {
  const first = errors?.[0]
  if (!first) {
    return undefined
  }
  const { error } = first
  if (typeof error === "object" && error !== null && "message" in error) {
    return String(error.message)
  }
  return typeof error === "string" ? error : "an unknown error"
}
