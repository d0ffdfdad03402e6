/** As the server checks it, or what the till takes would be refused there. */
const EMAIL =
  /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/
const LONGEST = 255

export function isEmail(text: string): boolean {
  return text.length <= LONGEST && EMAIL.test(text)
}
