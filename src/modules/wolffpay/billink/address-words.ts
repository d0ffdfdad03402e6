/**
 * Postbus and Antwoordnummer (NL), and the words for it next door, at the start or behind a name. Behind a number it may be a
 * note beside a house ("Kerkstraat 12, postbus 5").
 */
const PO_BOX =
  /^(?:\D*[\s,])?(p\.?\s?o\.?[\s-]?box|postbus|antwoordnummer|bo[iî]te\s+postale|bp|postfach)(?!\p{L})[\s.:]*((nr|no|nummer)\.?\s*)?\d/iu

/** Words that belong to a house number's extension. */
const UNIT_WORD =
  /^(bus|bte|bo[iî]te|box|app?|appt|appartement|apt|apartment|wohnung|whg|zi|zimmer|kamer|unit|etage|étage|verdieping|verd|et|og|eg|ug|dg|stock|stiege|top|hinterhaus|vorderhaus|haus|links|rechts|hs|huis|hg|hoog|boven|beneden|bis|ter|rood|zwart|rd|zw|sous|loods|hal|gebouw|geb|kantoor|winkel|blok|toren|garage|studio|suite|kavel|chalet|ligplaats)\.?$/i

/** A month behind or before a number makes it a date: Straße des 17. Juni, Rue du 8 Mai 1945. */
const MONTHS =
  "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|januar|februar|märz|mai|august|dezember|janvier|février|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
const STARTS_WITH_MONTH = new RegExp(`^(${MONTHS})`, "i")
const ENDS_WITH_MONTH = new RegExp(`(^|\\s)(${MONTHS})$`, "i")

/** 3e, 1ste, 2de, 8ème: a number that is a word of a street's name. */
const ORDINAL = /^\s?(e|ste|de|er|ère|ème|eme|st|nd|rd|th)\b/i

/** The number may stand on a line of its own, below or above the word. */
export function isPoBox(first: string, second: string): boolean {
  return [first, second, `${first} ${second}`, `${second} ${first}`].some((line) =>
    PO_BOX.test(line)
  )
}

export function isUnitWord(word: string): boolean {
  return UNIT_WORD.test(word)
}

export function startsWithMonth(text: string): boolean {
  return STARTS_WITH_MONTH.test(text)
}

export function endsWithMonth(text: string): boolean {
  return ENDS_WITH_MONTH.test(text)
}

export function startsWithOrdinal(text: string): boolean {
  return ORDINAL.test(text)
}

/** A box in an apartment house: a number behind it is the box's, not the house's. */
export function endsWithBoxWord(text: string): boolean {
  return /(^|[\s,])(bus|bte|bo[iî]te|box|app?|appt|apt|etage)\.?$/i.test(text)
}

/**
 * How much of the line is surely the street's name although it holds numbers: squares named after a year or a war
 * ("Plein 1944", "Plein '40-'45"), and Mannheim's blocks ("Q 7").
 */
export function namedByNumber(line: string, country: string | undefined): number {
  const year =
    /^(plein|laan|place|platz|boulevard)\s+'?\d{2}(\d{2})?\s?[-–/]\s?'?\d{2}(\d{2})?(?!\d)|^(plein|laan|place|platz)\s+(1[5-9]|20)\d{2}(?!\d)/i.exec(
      line
    )
  const block = country?.toUpperCase() === "DE" ? /^[A-U]\s?\d{1,2}(?=\s*,?\s+\d)/.exec(line) : null
  return (year ?? block)?.[0].length ?? 0
}
