interface Made {
  id: string
  created_at?: string | Date
}

/** Medusa gives the lines of a cart or an order in no order of its own: a changed quantity must not move them. */
export function byAge<T extends Made>(lines: readonly T[]): T[] {
  const ageOf = ({ created_at, id }: Made) => `${String(created_at)} ${id}`
  return [...lines].sort((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1))
}
