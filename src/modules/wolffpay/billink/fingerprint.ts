import { createHash } from "node:crypto"
import type { PreparedSession } from "./prepared-sessions"

/**
 * What is billed, to whom and where, as a hash: two carts with the same one may be billed by the same invoice. Goods count by
 * their code: Medusa gives their words in the shop's language of the moment.
 */
export function fingerprintOf({
  customer,
  billingAddress,
  shippingAddress,
  totalCents,
  totalTaxCents,
  lines,
}: PreparedSession["session"]): string {
  const billed = [
    entries(customer),
    entries(billingAddress),
    entries(shippingAddress),
    totalCents,
    totalTaxCents,
    // Medusa gives lines in no certain order.
    lines.map(({ name: _, description: __, ...line }) => JSON.stringify(entries(line))).sort(),
  ]
  return createHash("sha256").update(JSON.stringify(billed)).digest("hex")
}

function entries(record: object): [string, unknown][] {
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
}
