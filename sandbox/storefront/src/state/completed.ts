interface Seen {
  id: string
  completed_at?: string | Date | null
}

/**
 * The cart that counts as an order after another look. Medusa marks a cart while it completes it, and takes the mark back when
 * the payment turns out to be missing.
 */
export function completedAfter(before: string | undefined, cart: Seen): string | undefined {
  if (cart.completed_at) {
    return cart.id
  }
  return before === cart.id ? undefined : before
}
