const DUTCH = /^\s*([1-9]\d{3})\s*([a-z]{2})\s*$/i

/** "1234 AB" when it is a Dutch postal code however typed, otherwise undefined. */
export function dutchPostalCode(text: string): string | undefined {
  const found = DUTCH.exec(text)
  return found ? `${found[1]} ${String(found[2]).toUpperCase()}` : undefined
}
