import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min"

export type PhoneFormat = "e164" | "digits" | "national"

/**
 * A phone number in a form that Billink accepts (facts 2.1: 9-18 digits, perhaps with a plus), or undefined when it is no
 * number of the country or of the one it names itself.
 */
export function toBillinkPhone(
  phone: string,
  country: string,
  format: PhoneFormat = "e164"
): string | undefined {
  const code = country.toUpperCase()
  const home: CountryCode | undefined = isSupportedCountry(code) ? code : undefined
  const number = parsePhoneNumberFromString(phone.slice(0, 50), home)
  if (!number?.isValid()) {
    return undefined
  }
  // A national form means nothing to a service that does not know the country it is of.
  if (format === "national" && number.countryCallingCode === callingCodeOf(home)) {
    return number.formatNational().replace(/\D/g, "")
  }
  return format === "e164" ? number.number : `00${number.number.slice(1)}`
}

function callingCodeOf(country: CountryCode | undefined): string | undefined {
  const codes: Partial<Record<CountryCode, string>> = { NL: "31", BE: "32", DE: "49" }
  return country && codes[country]
}
