import type { InvoiceState } from "../tables/billink-invoices"
import type { Language } from "./language"

/** What a shopper reads while a Billink payment is not, or no longer, good for an order. */
const TEXTS = {
  nl: {
    unknown: "Deze betaling is bij de winkel niet bekend. Begin opnieuw met betalen.",
    pending:
      "De betaling bij Billink is nog niet afgerond. Rond die eerst af, of kies een andere betaalmethode.",
    unreachable:
      "Billink is nu niet bereikbaar. De bestelling wordt vanzelf geplaatst zodra Billink antwoordt; u hoeft niet opnieuw te betalen.",
    cancelled:
      "De betaling bij Billink is geannuleerd. Begin opnieuw of kies een andere betaalmethode.",
    failed: "De betaling bij Billink is niet gelukt. Kies een andere betaalmethode.",
    expired: "De betaling bij Billink is verlopen. Begin opnieuw met betalen.",
    changed: "De winkelwagen is veranderd sinds u met Billink begon. Begin opnieuw met betalen.",
    accepted:
      "Deze winkelwagen is al met Billink betaald en kan niet meer worden gewijzigd. De bestelling wordt geplaatst.",
    held: "Billink heeft deze winkelwagen geaccepteerd, maar de bestelling kon niet worden geplaatst. De winkel is gewaarschuwd; betaal niet opnieuw en neem contact op met de winkel.",
    too_many:
      "Er is te vaak een betaling begonnen. Wacht een minuut en probeer het opnieuw; de winkelwagen blijft bewaard.",
  },
  en: {
    unknown: "This payment is not known to the shop. Please start a new payment.",
    pending:
      "The payment at Billink is not finished yet. Please complete it first, or choose another way to pay.",
    unreachable:
      "Billink cannot be reached right now. The order is placed by itself as soon as Billink answers; there is no need to pay again.",
    cancelled:
      "The payment at Billink was cancelled. Please start again or choose another way to pay.",
    failed: "The payment at Billink did not succeed. Please choose another way to pay.",
    expired: "The payment at Billink has expired. Please start a new payment.",
    changed: "The cart has changed since you started with Billink. Please start a new payment.",
    accepted:
      "This cart is already paid with Billink, so it cannot be changed. The order is being placed.",
    held: "Billink has accepted this cart, but the order could not be placed. The shop has been told; do not pay again, and contact the shop.",
    too_many:
      "Too many payments were started. Please wait a minute and try again; your cart is kept.",
  },
} as const

export type ShopperText = keyof (typeof TEXTS)["nl"]

export function shopperText(text: ShopperText, language: Language): string {
  return TEXTS[language][text]
}

/** Why a session in this state is good for no order. */
export function refusalTextOf(state: InvoiceState): ShopperText {
  return state === "cancelled" || state === "failed" || state === "expired" ? state : "pending"
}
