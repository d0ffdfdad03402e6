import type { Messages } from "./messages"

export const nl: Messages = {
  missing_publishable_key:
    "De kassa van deze winkel is nog niet klaar: de sleutel ontbreekt. Laat het de winkel weten; je winkelwagen blijft bewaard.",
  wrong_publishable_key:
    "De kassa van deze winkel is nog niet klaar: de sleutel klopt niet. Laat het de winkel weten; je winkelwagen blijft bewaard.",
  not_configured:
    "Je kunt in deze winkel nog niet online betalen. Neem contact op met de winkel; je winkelwagen blijft bewaard.",
  charges_not_enabled:
    "Je kunt in deze winkel nu niet online betalen. Probeer het later opnieuw of neem contact op met de winkel; je winkelwagen blijft bewaard.",
  service_unavailable:
    "De betaaldienst reageert niet. Probeer het zo opnieuw; je winkelwagen blijft bewaard.",
  stripe_unreachable:
    "Het betaalformulier is niet geladen. Controleer je verbinding of adblocker en probeer het opnieuw; je winkelwagen blijft bewaard.",
  cart_not_found: "Deze winkelwagen bestaat niet meer. Ga terug naar de winkel.",
  cart_changed:
    "Je winkelwagen is veranderd. Controleer het nieuwe totaal en betaal daarna opnieuw.",
  cart_incomplete:
    "De bestelling kan nog niet worden geplaatst. Controleer adres, bezorging en artikelen en probeer het opnieuw.",
  sold_out: "Een artikel in je winkelwagen is uitverkocht. Haal het eruit en probeer het opnieuw.",
  cart_already_paid:
    "Deze winkelwagen is al betaald, of de betaling is onderweg. Betaal niet opnieuw; de bestelling volgt.",
  session_expired:
    "Deze betaling is niet meer geldig. Begin opnieuw; je winkelwagen blijft bewaard.",
  too_many_attempts:
    "Te veel betalingen gestart. Wacht een minuut en probeer het opnieuw; je winkelwagen blijft bewaard.",
  payment_not_possible:
    "Zo kan dit bedrag niet worden betaald. Kies een andere betaalwijze of neem contact op met de winkel; je winkelwagen blijft bewaard.",
  details_incomplete: "Controleer de gemarkeerde gegevens en betaal daarna opnieuw.",
  declined:
    "De betaling is niet gelukt. Probeer het opnieuw of kies een andere betaalwijze; je winkelwagen blijft bewaard.",
  authentication_failed:
    "Je bank kon niet bevestigen dat jij het bent. Probeer het opnieuw of kies een andere betaalwijze; je winkelwagen blijft bewaard.",
  payment_canceled:
    "De betaling is niet afgerond. Probeer het opnieuw of kies een andere betaalwijze; je winkelwagen blijft bewaard.",
  waiting: "Een moment, we zoeken je betaling …",
  processing:
    "Je betaling is onderweg. De bestelling volgt zodra je betaling binnen is; je hoeft niet opnieuw te betalen.",
  unknown:
    "We weten nog niet of je betaling is aangekomen. Betaal niet opnieuw: kijk over een paar minuten nog eens of neem contact op met de winkel.",
  retry: "Probeer opnieuw",
}
