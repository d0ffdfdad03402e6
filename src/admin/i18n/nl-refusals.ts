import type { Texts } from "./en"

export const nlRefusals: Pick<Texts, "refusal" | "setting" | "reason"> = {
  refusal: {
    reader_switched_off:
      "Pinapparaat {{reader_name}} is in de instellingen niet in gebruik. Kies een ander.",
    reader_without_id: "Pinapparaat {{reader_name}} heeft in de instellingen nog geen id.",
    location_without_country:
      "De voorraadlocatie van het apparaat heeft een adres met een land nodig, voor de btw.",
    sold_out: "Uitverkocht: {{articles}}. Haal het uit het mandje en reken opnieuw af.",
    article_unknown: "Een artikel in het mandje bestaat niet meer. Haal het eruit.",
    basket_refused: "Medusa weigert dit mandje: “{{message}}”",
    discount_too_big: "De korting is hoger dan de prijs.",
    terminal_switched_off: "Pinnen in de winkel staat uit voor dit WolffPay-account.",
    payment_not_possible: "WolffPay weigert dit: “{{message}}”",
    cart_already_paid: "Er is al een betaling van deze bestelling onderweg of binnen.",
    order_unknown: "Deze bestelling bestaat niet meer.",
    order_busy: "Een andere kassa vraagt om een kaart voor deze bestelling.",
    order_not_payable: "Deze bestelling is geannuleerd of nog een concept.",
    order_authorized: "Er is al een betaling van deze bestelling goedgekeurd.",
    order_paid: "Deze bestelling is al betaald.",
    sale_refused: "Deze verkoop is net geweigerd. Controleer het mandje en reken opnieuw af.",
    total_differs: "Het totaal is nu {{total}}. Controleer het en reken opnieuw af.",
    amount_changed: "Wat er openstaat is net veranderd. Controleer het en reken opnieuw af.",
    service_unavailable:
      "WolffPay is nu niet te bereiken. Er is niets afgeschreven; probeer het zo nog eens.",
    sale_not_made:
      "De verkoop is niet gelukt; in het logboek van de server staat waarom. Er is niets afgeschreven.",
    sale_unknown: "Deze verkoop bestaat niet meer.",
    sale_in_use: "Iemand anders is met deze verkoop bezig. Wacht even en probeer het opnieuw.",
    not_retryable: "Deze verkoop is intussen veranderd.",
    reader_not_in_browser: "De server ziet de kaart zelf.",
    sale_paid: "Deze verkoop is betaald. Betaal haar terug.",
    sale_needs_attention: "Eerst moet iemand naar deze verkoop kijken.",
    sale_not_paid: "Deze verkoop is niet betaald.",
    refund_differs:
      "Met dezelfde druk op de knop is al {{amount}} terugbetaald. Er is nu niet nog meer teruggegaan.",
    refund_repeated:
      "In een ander venster is al {{amount}} terugbetaald. Er is nu niet nog meer teruggegaan.",
    refund_blocked:
      "Er staat een wijziging van deze bestelling open. Rond die af. Er is niets teruggegaan.",
    refund_too_big: "Van deze verkoop kan nog maar {{left}} terug.",
    refund_underway:
      "Deze terugbetaling is net gedaan of loopt nog. Wacht tien minuten voor nog eens hetzelfde.",
    refund_not_possible:
      "Zoveel kan niet meer terug, of WolffPay weigert dit. Er is niets teruggegaan.",
    refunded_in_full: "Deze verkoop is al helemaal terugbetaald.",
    no_email_provider: "Deze winkel kan geen e-mail sturen. Print de bon.",
    email_failed: "De bon kon niet worden verstuurd. Print hem.",
    reader_unknown: "Dit pinapparaat staat niet meer in de instellingen.",
    reader_busy: "Pinapparaat {{reader_name}} is in gebruik. Kies een ander.",
    reader_exists: "{{reader_name}} heeft dit apparaat-id al.",
    reader_changed: "Iemand anders heeft dit pinapparaat net gewijzigd. Open het opnieuw.",
    reader_settings: "Met deze instellingen van het pinapparaat mislukken verkopen.",
  },
  setting: {
    reader_id_missing: "Een slim pinapparaat heeft zijn id nodig.",
    region_unknown: "Deze regio bestaat niet meer.",
    region_not_euro: "Pinapparaten nemen alleen euro's aan.",
    channel_unknown: "Dit verkoopkanaal bestaat niet meer.",
    location_unknown: "Deze voorraadlocatie bestaat niet meer.",
    location_without_country:
      "De voorraadlocatie van het apparaat heeft een adres met een land nodig, voor de btw.",
    location_not_linked: "Koppel deze locatie aan het verkoopkanaal.",
    location_without_manual_option:
      "Deze locatie heeft geen verzendoptie met handmatige afhandeling.",
    channel_at_other_locations:
      "Het verkoopkanaal neemt ook voorraad van andere plekken: {{names}}.",
  },
  reason: {
    card_declined: "De bank heeft de kaart geweigerd.",
    card_timed_out: "Niemand heeft een kaart aangeboden.",
    no_card_taken: "Er kwam geen betaling door van het pinapparaat.",
    canceled_by_clerk: "Geannuleerd aan de kassa.",
    reader_unreachable: "Het pinapparaat antwoordt niet. Controleer stroom en netwerk.",
    reader_busy: "Het pinapparaat is bezig. Wacht even of start het opnieuw.",
    reader_unknown: "WolffPay kent dit pinapparaat niet. Controleer het id bij de instellingen.",
    reader_switched_off: "Dit pinapparaat staat uit in het WolffPay-dashboard.",
    sold_out: "Een artikel is intussen uitverkocht. Haal het uit het mandje en reken opnieuw af.",
    terminal_switched_off: "Pinnen in de winkel staat uit voor dit WolffPay-account.",
    service_unavailable: "WolffPay is nu niet bereikbaar. Probeer het zo nog eens.",
    order_failed: "De bestelling kon niet worden gemaakt.",
    amount_differs: "Het betaalde bedrag wijkt af van de bestelling.",
    not_captured: "De goedkeuring verliep: de bestelling is niet betaald.",
    not_handed_over: "Betaald. Alleen het meegeven kon niet worden geboekt.",
    paid_without_order: "De kaart is belast en er is geen bestelling.",
    order_placed_elsewhere:
      "Van deze verkoop is in het beheer een bestelling gemaakt. Er is niets afgeschreven.",
  },
}
