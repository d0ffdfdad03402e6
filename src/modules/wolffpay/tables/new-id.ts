import { randomUUID } from "node:crypto"

/** Crockford's alphabet, in the order of its values. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const TIME_LETTERS = 10

/**
 * An id as Medusa makes them: a prefix and a ULID, which rises with time. Medusa's own maker asks the system for random bytes
 * sixteen times, a tenth of a millisecond in the answer to every webhook. Node has the bytes of a UUID at hand: the sixteen
 * digits taken of it are all random (64 bits), and hexadecimal ones are letters of that alphabet too.
 */
export function newId(prefix: string): string {
  let time = Date.now()
  let letters = ""
  for (let place = 0; place < TIME_LETTERS; place += 1) {
    letters = ALPHABET.charAt(time % ALPHABET.length) + letters
    time = Math.floor(time / ALPHABET.length)
  }
  const uuid = randomUUID()
  return `${prefix}_${letters}${(uuid.slice(24) + uuid.slice(0, 4)).toUpperCase()}`
}
