/** Where a code was met: the same number means something else in a session than on an order (2.14). */
export type CodeScope = "session" | "order"

export type ShopperTexts = { nl: string; en: string }

export type CodeAdvice = {
  /** For the merchant and the log. */
  meaning: string
  shopper?: ShopperTexts
  /** Medusa's own name of what is wrong. */
  field?: string
}

const OTHER_METHOD: ShopperTexts = {
  nl: "Achteraf betalen met Billink kan voor deze bestelling niet. Kies een andere betaalmethode.",
  en: "Paying later with Billink is not possible for this order. Please choose another payment method.",
}

function check(field: string, meaning: string, nl: string, en: string): CodeAdvice {
  return { field, meaning, shopper: { nl, en } }
}

const PHONE = check(
  "phone",
  "the phone number is missing or has a format that Billink does not take",
  "Controleer het telefoonnummer.",
  "Please check the phone number."
)
const POSTAL_CODE = check(
  "postal_code",
  "the postal code is missing or wrong",
  "Controleer de postcode.",
  "Please check the postal code."
)
const HOUSE_NUMBER = check(
  "address_1",
  "the house number is missing or wrong",
  "Controleer het huisnummer.",
  "Please check the house number."
)
const EMAIL = check(
  "email",
  "the e-mail address is missing or wrong",
  "Controleer het e-mailadres.",
  "Please check the e-mail address."
)
const CITY = check(
  "city",
  "the city is missing or has characters that Billink does not take",
  "Controleer de plaatsnaam.",
  "Please check the city."
)
const COUNTRY = check(
  "country_code",
  "the country is missing or not served",
  "Billink is niet beschikbaar in dit land.",
  "Billink is not available in this country."
)
const COMPANY = check(
  "company",
  "the company name must have 2-50 characters",
  "Controleer de bedrijfsnaam.",
  "Please check the company name."
)
const KVK = check(
  "company_number",
  "the chamber of commerce number must have 5-25 characters",
  "Controleer het KvK-nummer.",
  "Please check the chamber of commerce number."
)
const REFUSED: CodeAdvice = {
  meaning: "Billink does not accept this customer",
  shopper: OTHER_METHOD,
}
const AMOUNT: CodeAdvice = {
  meaning: "the amount is missing, wrong or above what was agreed with Billink",
  shopper: {
    nl: "Dit bedrag kan niet met Billink worden betaald. Kies een andere betaalmethode.",
    en: "This amount cannot be paid with Billink. Please choose another payment method.",
  },
}
const setup = (meaning: string): CodeAdvice => ({ meaning, shopper: OTHER_METHOD })

/** Both scopes (2.4-2.10). */
const COMMON: Record<string, CodeAdvice> = {
  "101": setup("Billink does not know this client; check billink.username and billink.id"),
  "102": setup("Billink does not know this client; check billink.username and billink.id"),
  "103": setup("Billink does not know the action that was asked for; check billink.adapter"),
  "110": setup("too many invoices were asked for at once"),
  "601": setup("Billink could not read the request"),
}

/** The list for a credit check and a session; a session's backend relays its texts (2.14). */
const SESSION: Record<string, CodeAdvice> = {
  "104": setup("the workflow number is missing or wrong; check billink.adapter.workflow"),
  "105": setup("the workflow number is missing or wrong; check billink.adapter.workflow"),
  "402": PHONE,
  "403": setup("this order number was used before"),
  "404": setup("the order number is missing"),
  "406": setup("the customer type is missing or wrong"),
  "407": setup("the customer type is missing or wrong"),
  "408": COMPANY,
  "410": check(
    "last_name",
    "the last name is missing",
    "Vul de achternaam in.",
    "Please fill in the last name."
  ),
  "411": KVK,
  "412": check(
    "first_name",
    "the first name is missing",
    "Vul de voornaam in.",
    "Please fill in the first name."
  ),
  "414": HOUSE_NUMBER,
  "415": POSTAL_CODE,
  "416": POSTAL_CODE,
  "417": PHONE,
  "418": check(
    "birth_date",
    "the date of birth must be dd-mm-yyyy",
    "Controleer de geboortedatum.",
    "Please check the date of birth."
  ),
  "419": EMAIL,
  "420": EMAIL,
  "421": check(
    "birth_date",
    "the date of birth is missing or wrong",
    "Controleer de geboortedatum.",
    "Please check the date of birth."
  ),
  "422": {
    meaning: "the customer is under 18",
    shopper: {
      nl: "Achteraf betalen met Billink kan alleen als u 18 jaar of ouder bent.",
      en: "Paying later with Billink is only possible from the age of 18.",
    },
  },
  "423": setup("the order has no lines"),
  "424": HOUSE_NUMBER,
  "425": HOUSE_NUMBER,
  "426": check(
    "shipping_address",
    "Billink does not allow this delivery address",
    "Billink kan niet op dit bezorgadres leveren. Kies een ander adres of een andere betaalmethode.",
    "Billink does not allow this delivery address. Please choose another address or payment method."
  ),
  "427": AMOUNT,
  "428": AMOUNT,
  "429": AMOUNT,
  "430": COMPANY,
  "431": check(
    "address_1",
    "the extension of the house number has more than 10 characters",
    "De toevoeging bij het huisnummer is te lang.",
    "The addition to the house number is too long."
  ),
  "432": CITY,
  "433": CITY,
  "434": COUNTRY,
  "436": setup("the order number has characters that Billink does not take"),
  "439": setup("the order number has more than 50 characters"),
  "444": AMOUNT,
  "449": PHONE,
  "452": AMOUNT,
  "501": REFUSED,
  "607": REFUSED,
  "701": REFUSED,
  "703": setup("there is no financial arrangement with Billink for this kind of order"),
}

/** Calls on an order that exists (2.4-2.10). */
const ORDER: Record<string, CodeAdvice> = {
  "-1": { meaning: "Billink does not know this order" },
  "104": { meaning: "Billink does not take this setting together with a resumption" },
  "401": { meaning: "the order number or the workflow number is missing" },
  "402": {
    meaning: "Billink does not know this order or workflow number; check billink.adapter.workflow",
  },
  "403": { meaning: "an order can be on hold for 14 days at most" },
  "404": { meaning: "Billink refuses this order number" },
  "420": { meaning: "the order number is missing in the request" },
  "701": { meaning: "this order cannot be put on hold" },
  "704": { meaning: "Billink does not know this order" },
  "705": { meaning: "no order was named in the request" },
  "706": { meaning: "this account may not manage this order" },
  "707": { meaning: "Billink cannot do this at the stage that the order is in" },
  "708": {
    meaning:
      "Billink cannot do this at the stage that the order is in, or the request was too long",
  },
  "709": { meaning: "Billink knows no bank account of the customer to pay the money back to" },
}

/** What a code means, or undefined when no document has it. */
export function adviceFor(code: string | undefined, scope: CodeScope): CodeAdvice | undefined {
  if (code === undefined) {
    return undefined
  }
  const table = scope === "session" ? SESSION : ORDER
  const own = Object.entries(table).find(([known]) => known === code)?.[1]
  return own ?? Object.entries(COMMON).find(([known]) => known === code)?.[1]
}

/** Every documented code of a scope; the tests go through them. */
export function knownCodes(scope: CodeScope): string[] {
  return Object.keys({ ...COMMON, ...(scope === "session" ? SESSION : ORDER) })
}

/** 603: "redirect or API error", which does not say that nothing was done. */
export const SERVER_FAILURE_CODES: readonly string[] = ["603"]
/** 111: too many requests; nothing was looked at. */
export const RATE_LIMIT_CODES: readonly string[] = ["111"]

const FORM_FIELDS: readonly [RegExp, string][] = [
  [/\bcustomer\.(mobile|phone)\b/i, "417"],
  [/\bcustomer\.email\b/i, "419"],
  [/\bcustomer\.firstName\b/i, "412"],
  [/\bcustomer\.lastName\b/i, "410"],
  [/\bcustomer\.companyNumber\b/i, "411"],
  [/\bcustomer\.company\b/i, "408"],
  [/Address\.houseNumber\b/i, "414"],
  [/Address\.houseExtension\b/i, "431"],
  [/Address\.street\b/i, "414"],
  [/Address\.postalCode\b/i, "415"],
  [/Address\.city\b/i, "432"],
  [/Address\.countryCode\b/i, "434"],
]

/** A refused session names its form fields in one text (2.1): each leads to the advice of the code that it stands for. */
export function adviceForForm(message: string | undefined): CodeAdvice[] {
  const found = FORM_FIELDS.filter(([pattern]) => pattern.test(message ?? ""))
  return found.flatMap(([, code]) => adviceFor(code, "session") ?? [])
}
