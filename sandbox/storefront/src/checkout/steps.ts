export const STEPS = ["details", "delivery", "payment"] as const
export type Step = (typeof STEPS)[number]

interface Filled {
  email?: string | null
  shipping_address?: { address_1?: string | null } | null
  shipping_methods?: readonly unknown[] | null
}

/** How far this cart has come: the first step that still has something to fill in. */
export function furthestStep(cart: Filled): Step {
  if (!cart.email || !cart.shipping_address?.address_1) {
    return "details"
  }
  return (cart.shipping_methods ?? []).length === 0 ? "delivery" : "payment"
}

/** The step to show: the one the address asks for, unless the cart has not come that far. */
export function openStep(cart: Filled, asked: string | null): Step {
  const furthest = furthestStep(cart)
  const wanted = STEPS.find((step) => step === asked)
  return wanted && STEPS.indexOf(wanted) < STEPS.indexOf(furthest) ? wanted : furthest
}

export function isDone(step: Step, cart: Filled) {
  return STEPS.indexOf(step) < STEPS.indexOf(furthestStep(cart))
}
