import { createHash, timingSafeEqual } from "node:crypto"

/** What a merchant gets from Billink: a user name and an id that looks like a SHA-1 hash (1.3). */
export interface Account {
  username: string
  id: string
}

/** The account of a sandbox that was given none: the same on every machine, so that it can stand in an example. */
export const DEFAULT_ACCOUNT: Account = {
  username: "billink-sandbox",
  id: createHash("sha1").update("billink sandbox demo account").digest("hex"),
}

export function sameAccount(one: Account, other: Account): boolean {
  const names = sameText(one.username, other.username)
  return sameText(one.id, other.id) && names
}

function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}
