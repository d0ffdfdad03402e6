/** A card reader as WolffPay's dashboard knows it. */
export interface Reader {
  /** `tmr_…` */
  id: string
  label: string
  /** `tml_…`: the shop it stands in (W19). */
  locationId: string
  /** Switched off by WolffPay's admin (W6). */
  disabled: boolean
  /** Without power it shows nothing, and nobody reaches it. */
  plugged: boolean
  /** What the next shoppers do by themselves, so that a demo needs nobody at the reader. */
  auto: "tap" | "decline" | null
  /** A card that was read and not processed yet (W24). */
  collected: { paymentIntentId: string; declines: boolean } | null
  /** How the last payment on it ended, until the next one begins. */
  shows: ReaderEnd | null
}

export type ReaderEnd = "approved" | "declined" | "canceled" | "timed_out"

export const READER_OUTCOMES = ["tap", "decline", "cancel"] as const
export type ReaderOutcome = (typeof READER_OUTCOMES)[number]

/** What a connection token without a location is for. */
export const DEFAULT_LOCATION = "tml_sandbox"

export function newReader(id: string): Reader {
  return {
    id,
    label: "Reader",
    locationId: DEFAULT_LOCATION,
    disabled: false,
    plugged: true,
    auto: null,
    collected: null,
    shows: null,
  }
}
