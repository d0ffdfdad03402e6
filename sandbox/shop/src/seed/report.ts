/** Tells whoever started this script what was done, when it was started with a channel to do so. */
export function report(
  message: { step: string; done?: number; of?: number } | { publishableKey: string }
) {
  process.send?.(message)
}

/** The first element. Throws when there is none, in words for the log. */
export function first<T>(list: readonly T[], what: string): T {
  const [element] = list
  if (element === undefined) {
    throw new Error(`The shop has no ${what}`)
  }
  return element
}
