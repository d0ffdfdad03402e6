import {
  endsWithBoxWord,
  endsWithMonth,
  isPoBox,
  isUnitWord,
  namedByNumber,
  startsWithMonth,
  startsWithOrdinal,
} from "./address-words"

/** A street address in the three parts that Billink asks for (facts 4.3). */
export type SplitAddress = { street: string; houseNumber: string; houseExtension: string }

export type AddressProblem = "missing" | "no_house_number" | "po_box"

export type AddressReading =
  { ok: true; address: SplitAddress } | { ok: false; problem: AddressProblem }

type Found = SplitAddress & {
  /** Written in a way that leaves no other reading. */
  certain: boolean
}

/** Longer is no address, and no pattern below needs to see it. */
const MAX_LENGTH = 150

/**
 * Splits `address_1` (and `address_2`, when number or extension stand there) of a Dutch, Belgian or German address. Pure;
 * knows no list of streets. What it cannot tell apart it refuses, because a wrong house number ends in a refused invoice.
 */
export function splitAddress(
  address1: string | null | undefined,
  address2?: string | null,
  country?: string
): AddressReading {
  const first = tidy(address1)
  const second = tidy(address2)
  if (!first) {
    return { ok: false, problem: "missing" }
  }
  if (isPoBox(first, second)) {
    return { ok: false, problem: "po_box" }
  }
  const behind = numberBehind(first, country)
  const before = numberBefore(first, country)
  const found = behind?.certain || !before?.certain ? (behind ?? before) : before
  if (found) {
    return withSecondLine(found, second)
  }
  const swapped = /^\d{1,5}\s?\p{L}?$/u.test(first) && hasLetters(second)
  const [street, numbers] = swapped ? [second, first] : [first, second]
  const own = /^(?:nr\.?\s*)?(\d{1,5})(?!\d)(.*)$/i.exec(numbers)
  if (
    own &&
    hasLetters(street) &&
    canBeExtension(own[2] ?? "") &&
    !hasOtherNumber(street, namedByNumber(`${street} ${numbers}`, country))
  ) {
    return { ok: true, address: parts(street, own[1] ?? "", own[2] ?? "") }
  }
  return { ok: false, problem: "no_house_number" }
}

/** One line again, as it is written in NL, BE and DE; splitting it gives the same parts. */
export function joinAddress({ street, houseNumber, houseExtension }: SplitAddress): string {
  const gap = houseExtension === "" ? "" : /^\d/.test(houseExtension) ? "-" : " "
  // Behind a street that ends in a number or a month the house's number has to be named as one.
  const nr = /\d$/.test(street) || endsWithMonth(street) ? "nr. " : ""
  return `${street} ${nr}${houseNumber}${gap}${houseExtension}`
}

/** `address_2` counts as the extension when it looks like one ("A", "3 hoog", "bus 5"), never when it is a text of its own. */
function withSecondLine({ certain: _, ...address }: Found, second: string): AddressReading {
  const words = second.split(" ")
  const isExtension =
    address.houseExtension === "" &&
    second.length <= 12 &&
    words.length <= 3 &&
    words.every(isExtensionWord)
  return {
    ok: true,
    address: isExtension ? { ...address, houseExtension: tidyExtension(second) } : address,
  }
}

const FREE_NUMBER = /(?<![\p{L}\d])\d{1,5}(?!\d)/gu

/**
 * Street, then the number: the first number from the left whose rest can be an extension. Behind another number it is
 * perhaps the extension itself ("Dorpsstraat 12 wk 3"), unless it is called the number ("Straße 12 Nr. 34").
 */
function numberBehind(line: string, country: string | undefined): Found | undefined {
  const named = namedByNumber(line, country)
  for (const { index, 0: digits } of line.matchAll(FREE_NUMBER)) {
    const street = line.slice(0, index).replace(/[\s,;:]+$/, "")
    const rest = line.slice(index + digits.length)
    if (
      index >= named &&
      hasLetters(street) &&
      !isYearOfDate(line, index, digits) &&
      !endsWithBoxWord(street) &&
      canBeExtension(rest)
    ) {
      const name = street.replace(
        /[\s,]+(nr|no|n°|nummer|hausnummer|hnr|huisnr|huisnummer)\.?$/i,
        ""
      )
      return name === street && hasOtherNumber(street, named)
        ? undefined
        : { ...parts(name, digits, rest), certain: true }
    }
  }
  return named > 0 ? undefined : glued(line)
}

/** "Rue du 8 Mai 1945": a year behind a month. */
function isYearOfDate(line: string, index: number, digits: string): boolean {
  return /^(1[5-9]|20)\d{2}$/.test(digits) && endsWithMonth(line.slice(0, index).trim())
}

/** Whether a street's name holds a number that is no ordinal, no date and not what the street is called after. */
function hasOtherNumber(street: string, named: number): boolean {
  return [...street.matchAll(FREE_NUMBER)].some(({ index, 0: digits }) => {
    const rest = street.slice(index + digits.length)
    return (
      index >= named &&
      !startsWithOrdinal(rest) &&
      !/^\.\s*\p{L}/u.test(rest) &&
      !startsWithMonth(rest.trim()) &&
      !isYearOfDate(street, index, digits)
    )
  })
}

/** "Kerkstraat12a": without a space, as some type it. */
function glued(line: string): Found | undefined {
  const [, street = "", digits = "", rest = ""] =
    /^([^\d]*\p{L}{3})(\d{1,5})(?!\d)(.*)$/u.exec(line) ?? []
  return digits !== "" && canBeExtension(rest)
    ? { ...parts(street, digits, rest), certain: false }
    : undefined
}

/** The number, then the street: "16, Rue de la Loi", "16 bis Rue de la Loi", "12A Kerkstraat". */
function numberBefore(line: string, country: string | undefined): Found | undefined {
  const match =
    /^(\d{1,5})(?!\d)\s?(\p{L}(?!\p{L})|bis\b|ter\b)?([-/]\d{1,4})?\s*(,)?\s*(\p{L}.*)$/iu.exec(
      line
    )
  const [, digits = "", letter = "", range = "", comma = "", name = ""] = match ?? []
  const isOrdinal = comma === "" && startsWithOrdinal(line.slice(digits.length))
  if (!match || isOrdinal || startsWithMonth(name) || !/\p{L}{3}/u.test(name)) {
    return undefined
  }
  const [, street = name, box = ""] =
    /^(.*?)[\s,]+((?:bus|bte|bo[iî]te|box|app?|appt|apt)\.?\s?\S{1,6})$/i.exec(name) ?? []
  const extension = [letter + range, box].filter(Boolean).join(" ")
  return {
    ...parts(street.replace(/[\s,]+$/, ""), digits, extension),
    certain: comma !== "" || box !== "" || country?.toUpperCase() === "BE",
  }
}

/**
 * What may stand behind a house number: nothing, a letter, a range, "-hs", "-II", "1 hoog", "bus 5". Not a street's next
 * word, a month, or another number that has an extension of its own ("Plein 1944 12-3hs").
 */
function canBeExtension(rest: string): boolean {
  const text = rest.trim().replace(/^[,;]\s*/, "")
  if (text === "") {
    return true
  }
  const isOrdinal = startsWithOrdinal(rest) && !/^\s?\p{L}{1,3}\s*$/u.test(rest)
  if (/^\.\s*\p{L}/u.test(rest) || isOrdinal || startsWithMonth(text)) {
    return false
  }
  if (/^\s+\d/.test(rest) && !isExtensionNumber(text)) {
    return false
  }
  const words = text.split(/[\s,]+/)
  return words.length <= 5 && text.length <= 30 && words.every(isExtensionWord)
}

/** A second number, with nothing behind it but a letter or a floor's word: "7 8", "12 5a", "12 1 hoog", "12 2-hoog", "12 2. OG". */
function isExtensionNumber(text: string): boolean {
  if (/^1\/[2-4]$/.test(text)) {
    // Half a number: a house that was built between two.
    return true
  }
  const [, letter = "", word = ""] = /^\d{1,4}\.?\s?(?:(\p{L})|e?[\s-]?(\p{L}{2,}.*))?$/u.exec(
    text
  ) ?? ["", "?"]
  return letter !== "?" && (word === "" || word.split(" ").every(isUnitWord))
}

function isExtensionWord(word: string): boolean {
  const bare = word.replace(/^[-–/(+]+|[)./-]+$/g, "")
  return (
    bare === "" ||
    isUnitWord(bare) ||
    /^\p{L}$/u.test(bare) ||
    /^[IVX]{1,5}$/i.test(bare) ||
    // 14, 3hs, 2hg, 1e
    /^\d{1,4}\p{L}{0,4}$/u.test(bare) ||
    // A1, bus5, hs2
    /^\p{L}{1,4}\.?\d{1,4}$/u.test(bare) ||
    // A-3, 12-14, 2-hs, 1.04
    /^\p{L}{0,4}\d{0,4}\p{L}{0,2}(?:[-/.]\p{L}{0,4}\d{0,4}\p{L}{0,2}){1,3}$/u.test(bare)
  )
}

function parts(street: string, digits: string, rest: string): SplitAddress {
  return {
    street,
    houseNumber: digits.replace(/^0+(?=\d)/, ""),
    houseExtension: tidyExtension(rest),
  }
}

/** "-II" → "II", ", bus 5" → "bus 5", "(A)" → "A". */
function tidyExtension(rest: string): string {
  return rest
    .replace(/^[\s,;.–/-]+/, "")
    .replace(/[\s,;./-]+$/, "")
    .replace(/^\((.*)\)$/, "$1")
    .trim()
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text)
}

function tidy(text: string | null | undefined): string {
  return (text ?? "").slice(0, MAX_LENGTH).normalize("NFC").replace(/\s+/g, " ").trim()
}
