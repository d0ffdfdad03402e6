import type { SessionAddress } from "../../../clients/billink"
import type { BillableAddress } from "./billable-cart"
import type { CartProblem } from "./cart-problems"
import { shorten } from "./session-lines"
import { splitAddress } from "./split-address"

const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  BE: /^[1-9]\d{3}$/,
  DE: /^\d{5}$/,
}

export type AddressSettings = {
  /** ISO 3166-1 alpha-2, capitals. */
  countries: readonly string[]
  maxExtension: number
}

export type CheckedAddress = { address: SessionAddress; problems: CartProblem[] }

/** An address as Billink wants it (facts 2.1), with everything that is missing or wrong. `prefix` goes before each field. */
export function checkAddress(
  input: BillableAddress,
  prefix: string,
  settings: AddressSettings
): CheckedAddress {
  const problems: CartProblem[] = []
  const add = (field: string, reason: "missing" | "invalid" | "no_house_number" | "po_box") =>
    problems.push({ field: `${prefix}${field}`, reason })

  const countryCode = (input.country_code ?? "").trim().toUpperCase()
  const reading = splitAddress(input.address_1, input.address_2, countryCode)
  if (!reading.ok) {
    add("address_1", reading.problem)
  }
  const postalCode = readPostalCode(input.postal_code, countryCode)
  if (postalCode === "") {
    add("postal_code", "missing")
  } else if (!(POSTAL_CODES[countryCode]?.test(postalCode) ?? true)) {
    add("postal_code", "invalid")
  }
  const city = shorten(input.city ?? "", 100)
  if (city === "") {
    add("city", "missing")
  }
  if (countryCode === "") {
    add("country_code", "missing")
  } else if (!settings.countries.includes(countryCode)) {
    const { countries } = settings
    problems.push({ field: `${prefix}country_code`, reason: "country", countries })
  }
  const split = reading.ok ? reading.address : { street: "", houseNumber: "", houseExtension: "" }
  return {
    address: {
      street: split.street,
      houseNumber: split.houseNumber,
      houseExtension: shorten(split.houseExtension, settings.maxExtension),
      postalCode: postalCode.replace(" ", ""),
      city,
      countryCode,
    },
    problems,
  }
}

/** "1017gc", "NL-1017 GC" and "B-1000" as their countries write them. */
function readPostalCode(text: string | null | undefined, country: string): string {
  const plain = (text ?? "").trim().toUpperCase().replace(/\s+/g, " ")
  const prefix = new RegExp(`^(${country || "NL"}|${country.slice(0, 1) || "N"})[- ]`)
  return plain.replace(prefix, "").trim()
}
