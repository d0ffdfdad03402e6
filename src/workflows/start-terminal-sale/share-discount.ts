/**
 * Shares a discount on the whole sale over its lines by what they cost, to the cent: the cents left over by rounding down go to
 * the lines that lost most by it. Minor units.
 * @throws RangeError when the discount is more than the lines cost
 */
export function shareDiscount(discount: number, totals: readonly number[]): number[] {
  const sum = totals.reduce((all, total) => all + total, 0)
  if (discount > sum) {
    throw new RangeError("The discount is more than the sale.")
  }
  if (discount === 0) {
    return totals.map(() => 0)
  }
  const exact = totals.map((total) => BigInt(discount) * BigInt(total))
  const shares = exact.map((part) => Number(part / BigInt(sum)))
  const rests = exact.map((part, index) => ({ index, rest: Number(part % BigInt(sum)) }))
  const missing = discount - shares.reduce((all, share) => all + share, 0)
  rests.sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of rests.slice(0, missing)) {
    shares[index] = (shares[index] ?? 0) + 1
  }
  return shares
}
