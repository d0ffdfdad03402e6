import type { FormReader } from "./form-reader"
import type { Address } from "./session"

const FIELDS = ["street", "houseNumber", "houseExtension", "postalCode", "city", "countryCode"]

const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  NL: /^[1-9]\d{3} ?[A-Za-z]{2}$/,
  BE: /^[1-9]\d{3}$/,
  DE: /^\d{5}$/,
}

const PO_BOX = /^\s*(postbus|po\s*box|p\.\s*o\.\s*box|antwoordnummer)\b/i

/** 2.1 with the lengths and signs that the legacy codes 414–434 tell of, and 4.1: no PO box in the Netherlands. */
export function readAddress(
  form: FormReader,
  value: unknown,
  path: string,
  countries: readonly string[]
): Address {
  const given = form.object(value, path, FIELDS)
  const address: Address = {
    street: form.text(given, path, "street"),
    houseNumber: form.text(given, path, "houseNumber", {
      pattern: /^\d{1,6}$/,
      says: "Wrong house number format: digits only, the rest is the extension.",
    }),
    houseExtension: form.text(given, path, "houseExtension", { max: 10, optional: true }),
    postalCode: form.text(given, path, "postalCode", { max: 10 }),
    city: form.text(given, path, "city", {
      max: 100,
      pattern: /^[\p{L}\p{M} '’-]+$/u,
      says: "A city has letters, spaces, - and ' only.",
    }),
    countryCode: form.text(given, path, "countryCode", {
      pattern: /^[A-Z]{2}$/,
      says: "This value should be a country code of two capitals.",
    }),
  }
  const { countryCode, postalCode, street } = address
  if (/^[A-Z]{2}$/.test(countryCode) && !countries.includes(countryCode)) {
    form.refuse(`${path}.countryCode`, "This country is not served.")
  }
  const pattern = POSTAL_CODES[countryCode]
  if (postalCode !== "" && pattern && !pattern.test(postalCode)) {
    form.refuse(`${path}.postalCode`, "Wrong postal code format.")
  }
  if (countryCode === "NL" && PO_BOX.test(street)) {
    form.refuse(`${path}.street`, "A PO box is not an address.")
  }
  return address
}
