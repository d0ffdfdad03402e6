/** Whoever sells with a secret API key instead of signing in: a program, whose name is nothing for a customer. */
export const API_KEY_CLERK = "API key"

/** Whom a receipt names; empty for nobody. */
export function servedBy(name: string): string {
  return name === API_KEY_CLERK ? "" : name
}
