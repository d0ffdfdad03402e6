/** A card reader as WolffPay's dashboard knows it. */
export interface Reader {
  /** `tmr_…` */
  id: string
  label: string
  /** Switched off by WolffPay's admin (W6). */
  disabled: boolean
  /** What the next shoppers do by themselves, so that a demo needs nobody at the reader. */
  auto: "tap" | "decline" | null
  /** A card that was read and not processed yet (W24). */
  collected: { paymentIntentId: string; declines: boolean } | null
}

export const READER_OUTCOMES = ["tap", "decline", "cancel"] as const
export type ReaderOutcome = (typeof READER_OUTCOMES)[number]
