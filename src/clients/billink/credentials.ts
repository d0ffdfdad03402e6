export type BillinkCredentials = { username: string; id: string }

const SHORTEST = 4

/** Blanks the credentials wherever a text of Billink's repeats them (1.3: the id is all it takes to act on the account). */
export function hideCredentials(text: string, credentials: BillinkCredentials): string {
  return [credentials.id, credentials.username]
    .filter((secret) => secret.length >= SHORTEST)
    .reduce((result, secret) => result.split(secret).join("[redacted]"), text)
}
