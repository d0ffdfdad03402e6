/**
 * The credit line that core writes beside a refund's line on the order, minor units: what goes back beyond what the order owes
 * the customer lowers its total. `pending` is what the customer still has to pay without that line, below zero when the
 * shop owes.
 */
export function creditDue(pending: number, refunded: number): number {
  const owed = Math.max(0, -pending)
  return Math.max(0, refunded - owed)
}
