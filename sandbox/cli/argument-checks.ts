/** A mistake in the arguments, in words for whoever typed them. */
export class ArgumentError extends Error {}

export function wholeNumber(
  name: string,
  text: string | undefined,
  min: number,
  max: number
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new ArgumentError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`)
  }
  return value
}

export function filled(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && text.trim() === "")
    throw new ArgumentError(`${name} must not be empty.`)
  return text
}
