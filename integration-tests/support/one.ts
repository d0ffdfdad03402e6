/** The only element of a list that is known to have exactly one. */
export function one<T>(list: readonly T[]): T {
  const [first, ...others] = list
  if (first === undefined || others.length > 0) {
    throw new Error(`Expected exactly one element, got ${list.length}`)
  }
  return first
}
