export const OPTIONAL_CALLS = [
  "startWorkflow",
  "orderInfo",
  "payment",
  "onHold",
  "resume",
  "message",
] as const

export type OptionalCall = (typeof OPTIONAL_CALLS)[number]

/** v2 paths that no public document names (7.1): 404 until one is given. */
export type Paths = Partial<Record<OptionalCall, string>>
