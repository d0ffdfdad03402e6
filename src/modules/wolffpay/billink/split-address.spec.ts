import fc from "fast-check"
import { joinAddress, splitAddress } from "./split-address"

/** Line, street | number | extension. */
type Row = [string, string, string, string]

const NL: Row[] = [
  ["Plein 1944 12-3hs", "Plein 1944", "12", "3hs"],
  ["Plein 1944 12", "Plein 1944", "12", ""],
  ["Plein 1940 7a", "Plein 1940", "7", "a"],
  ["Plein '40-'45 7", "Plein '40-'45", "7", ""],
  ["Plein 40-45 12 B", "Plein 40-45", "12", "B"],
  ["Laan 1940-1945 3", "Laan 1940-1945", "3", ""],
  ["Amperelaan 7 8", "Amperelaan", "7", "8"],
  ["3e Oosterparkstraat 5-II", "3e Oosterparkstraat", "5", "II"],
  ["1e Hugo de Grootstraat 10-hs", "1e Hugo de Grootstraat", "10", "hs"],
  ["Eerste van der Helststraat 53-III", "Eerste van der Helststraat", "53", "III"],
  ["2e Jan Steenstraat 78 2", "2e Jan Steenstraat", "78", "2"],
  ["2de Dorpsstraat 5", "2de Dorpsstraat", "5", ""],
  ["1ste Weteringplantsoen 2A", "1ste Weteringplantsoen", "2", "A"],
  ["Kerkstraat 12 A", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12A", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12a", "Kerkstraat", "12", "a"],
  ["Kerkstraat 12-A", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12 - A", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12/A", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12 (A)", "Kerkstraat", "12", "A"],
  ["Kerkstraat 12e", "Kerkstraat", "12", "e"],
  ["Kerkstraat, 12", "Kerkstraat", "12", ""],
  ["Kerkstraat 12,", "Kerkstraat", "12", ""],
  ["  Kerkstraat   12  ", "Kerkstraat", "12", ""],
  ["Kerkstraat12", "Kerkstraat", "12", ""],
  ["Kerkstraat12a", "Kerkstraat", "12", "a"],
  ["Kerkstraat nr. 12", "Kerkstraat", "12", ""],
  ["Kerkstraat 0012", "Kerkstraat", "12", ""],
  ["Hoofdweg 123-1 hoog", "Hoofdweg", "123", "1 hoog"],
  ["Hoofdweg 123 1 hoog", "Hoofdweg", "123", "1 hoog"],
  ["Hoofdweg 123, 3 hoog", "Hoofdweg", "123", "3 hoog"],
  ["Hoofdweg 123 hs", "Hoofdweg", "123", "hs"],
  ["Hoofdweg 123 2e verdieping", "Hoofdweg", "123", "2e verdieping"],
  ["Bos en Lommerweg 12 I", "Bos en Lommerweg", "12", "I"],
  ["Overtoom 141-huis", "Overtoom", "141", "huis"],
  ["Prinsengracht 263", "Prinsengracht", "263", ""],
  ["Nieuwe Prinsengracht 12 A-3", "Nieuwe Prinsengracht", "12", "A-3"],
  ["Oudegracht 12bis", "Oudegracht", "12", "bis"],
  ["Oudegracht 12 bis A", "Oudegracht", "12", "bis A"],
  ["Gedempte Oude Gracht 45 rood", "Gedempte Oude Gracht", "45", "rood"],
  ["Kruisweg 12 zw", "Kruisweg", "12", "zw"],
  ["'s-Gravenweg 5", "'s-Gravenweg", "5", ""],
  ["'t Zand 3b", "'t Zand", "3", "b"],
  ["Laan van Meerdervoort 1012", "Laan van Meerdervoort", "1012", ""],
  ["Burg. van Rijnsingel 9 unit B4", "Burg. van Rijnsingel", "9", "unit B4"],
  ["Industrieweg 12 unit 3", "Industrieweg", "12", "unit 3"],
  ["Havenstraat 12 loods 3", "Havenstraat", "12", "loods 3"],
  ["Stationsplein 12-14", "Stationsplein", "12", "14"],
  ["Stationsplein 12 - 14", "Stationsplein", "12", "14"],
  ["Weena 505", "Weena", "505", ""],
  ["Coolsingel 40 A 2", "Coolsingel", "40", "A 2"],
  ["Zuidplein 36 toren H", "Zuidplein", "36", "toren H"],
  ["Strawinskylaan 3051 A1", "Strawinskylaan", "3051", "A1"],
  ["Kon. Wilhelminaplein 1", "Kon. Wilhelminaplein", "1", ""],
  ["J.P. Coenstraat 7", "J.P. Coenstraat", "7", ""],
  ["Dr. Kuyperstraat 10 a", "Dr. Kuyperstraat", "10", "a"],
  ["Van 't Hoffstraat 3", "Van 't Hoffstraat", "3", ""],
  ["Rijksweg A2 7", "Rijksweg A2", "7", ""],
  ["Rijksweg-Zuid 12", "Rijksweg-Zuid", "12", ""],
  ["Polderweg 12 5a", "Polderweg", "12", "5a"],
  ["IJsselkade 8 bus", "IJsselkade", "8", "bus"],
  ["Höhlstraat 1", "Höhlstraat", "1", ""],
  ["5 Meiplein 4", "5 Meiplein", "4", ""],
  ["Vliegtuiglaan 12-200", "Vliegtuiglaan", "12", "200"],
  ["Torenstraat 12 kamer 7", "Torenstraat", "12", "kamer 7"],
  ["De Ruijterkade 24D1", "De Ruijterkade", "24", "D1"],
  ["Hoofdweg 12 2-hoog", "Hoofdweg", "12", "2-hoog"],
]

const BE: Row[] = [
  ["Rue de la Loi 16 bte 5", "Rue de la Loi", "16", "bte 5"],
  ["Rue de la Loi, 16", "Rue de la Loi", "16", ""],
  ["16, Rue de la Loi", "Rue de la Loi", "16", ""],
  ["16 Rue de la Loi", "Rue de la Loi", "16", ""],
  ["16 bis Rue de la Loi", "Rue de la Loi", "16", "bis"],
  ["16, Rue de la Loi bte 5", "Rue de la Loi", "16", "bte 5"],
  ["16 A, Rue Haute", "Rue Haute", "16", "A"],
  ["16-18, Rue Haute", "Rue Haute", "16", "18"],
  ["Meir 12 bus 301", "Meir", "12", "bus 301"],
  ["Meir 12 bus A", "Meir", "12", "bus A"],
  ["Meir 12, bus 3", "Meir", "12", "bus 3"],
  ["Meir 12/3", "Meir", "12", "3"],
  ["Meir 12b3", "Meir", "12", "b3"],
  ["Chaussée de Waterloo 1151/4", "Chaussée de Waterloo", "1151", "4"],
  ["Avenue Louise 54 boîte 3", "Avenue Louise", "54", "boîte 3"],
  ["Avenue Louise 54, bte. 12", "Avenue Louise", "54", "bte. 12"],
  ["Avenue du 8 Mai 1945 12", "Avenue du 8 Mai 1945", "12", ""],
  ["16 Rue du 8 Mai 1945", "Rue du 8 Mai 1945", "16", ""],
  ["Rue du 11 Novembre, 1800", "Rue du 11 Novembre", "1800", ""],
  ["Rue du 11 Novembre 24", "Rue du 11 Novembre", "24", ""],
  ["Place du 4 Août 3", "Place du 4 Août", "3", ""],
  ["11 Novemberlaan 5", "11 Novemberlaan", "5", ""],
  ["Turnhoutsebaan 1", "Turnhoutsebaan", "1", ""],
  ["Grote Markt 1 app. 2", "Grote Markt", "1", "app. 2"],
  ["Rue Neuve 111 ter", "Rue Neuve", "111", "ter"],
  ["Bd. de l'Empereur 36", "Bd. de l'Empereur", "36", ""],
  ["Sint-Pietersnieuwstraat 25", "Sint-Pietersnieuwstraat", "25", ""],
  ["Naamsestraat 22 A", "Naamsestraat", "22", "A"],
  ["Place Saint-Lambert 18/20", "Place Saint-Lambert", "18", "20"],
  ["Quai au Foin 55 2e étage", "Quai au Foin", "55", "2e étage"],
  ["Koningin Astridlaan 144 B 12", "Koningin Astridlaan", "144", "B 12"],
]

const DE: Row[] = [
  ["Straße des 17. Juni 135", "Straße des 17. Juni", "135", ""],
  ["Platz der Republik 1", "Platz der Republik", "1", ""],
  ["Hauptstr. 5", "Hauptstr.", "5", ""],
  ["Hauptstr.5", "Hauptstr.", "5", ""],
  ["Hauptstraße 5a", "Hauptstraße", "5", "a"],
  ["Hauptstraße 5 a", "Hauptstraße", "5", "a"],
  ["Hauptstraße 5-7", "Hauptstraße", "5", "7"],
  ["Hauptstraße 5 - 7 a", "Hauptstraße", "5", "7 a"],
  ["Hauptstraße 5/2", "Hauptstraße", "5", "2"],
  ["Hauptstraße Nr. 5", "Hauptstraße", "5", ""],
  ["Karl-Marx-Str. 12 Hinterhaus", "Karl-Marx-Str.", "12", "Hinterhaus"],
  ["Karl-Marx-Allee 90 A", "Karl-Marx-Allee", "90", "A"],
  ["Am Alten Markt 3, 2. OG", "Am Alten Markt", "3", "2. OG"],
  ["Am Alten Markt 3 2. OG", "Am Alten Markt", "3", "2. OG"],
  ["Am Alten Markt 3, 2. Stock links", "Am Alten Markt", "3", "2. Stock links"],
  ["Q 7, 24", "Q 7", "24", ""],
  ["C4, 12a", "C4", "12", "a"],
  ["Unter den Linden 77", "Unter den Linden", "77", ""],
  ["An der Alster 72-79", "An der Alster", "72", "79"],
  ["Straße 12 Nr. 34", "Straße 12", "34", ""],
  ["Zum Kuckuck 1", "Zum Kuckuck", "1", ""],
  ["Pallaswiesenstr. 57B App. 235", "Pallaswiesenstr.", "57", "B App. 235"],
  ["Ludwig-Erhard-Straße 22 Whg. 4", "Ludwig-Erhard-Straße", "22", "Whg. 4"],
  ["Königsallee 1", "Königsallee", "1", ""],
  ["Mühlenstr. 8 EG", "Mühlenstr.", "8", "EG"],
  ["Große Bleichen 10 Wohnung 12", "Große Bleichen", "10", "Wohnung 12"],
  ["Dorfstraße 3 b-c", "Dorfstraße", "3", "b-c"],
  ["Platz des 18. März 1", "Platz des 18. März", "1", ""],
  ["Meisenweg 12 Haus 3", "Meisenweg", "12", "Haus 3"],
  ["Am Markt 5 1/2", "Am Markt", "5", "1/2"],
]

const tables = { NL, BE, DE }

describe.each(Object.entries(tables))("Addresses of %s (facts 4.3)", (country, rows) => {
  it.each(rows)("%s → %s | %s | %s", (line, street, houseNumber, houseExtension) => {
    expect(splitAddress(line, undefined, country)).toEqual({
      ok: true,
      address: { street, houseNumber, houseExtension },
    })
  })

  it.each(rows)("%s comes back from its parts", (line) => {
    const reading = splitAddress(line, undefined, country)
    expect(reading.ok && splitAddress(joinAddress(reading.address), "", country)).toEqual(reading)
  })
})

describe("Two lines", () => {
  it.each<[string, string | null, string, string, string]>([
    ["Kerkstraat", "12", "Kerkstraat", "12", ""],
    ["Kerkstraat", "12 A", "Kerkstraat", "12", "A"],
    ["Kerkstraat", "nr. 12", "Kerkstraat", "12", ""],
    ["Plein 1944", "12", "Plein 1944", "12", ""],
    ["Straße des 17. Juni", "135", "Straße des 17. Juni", "135", ""],
    ["12", "Kerkstraat", "Kerkstraat", "12", ""],
    ["Kerkstraat 12", "A", "Kerkstraat", "12", "A"],
    ["Kerkstraat 12", "3 hoog", "Kerkstraat", "12", "3 hoog"],
    ["Rue de la Loi 16", "bte 5", "Rue de la Loi", "16", "bte 5"],
    ["Kerkstraat 12", "t.a.v. de receptie", "Kerkstraat", "12", ""],
    ["Kerkstraat 12 B", "A", "Kerkstraat", "12", "B"],
    ["Kerkstraat 12", null, "Kerkstraat", "12", ""],
    ["Kerkstraat 12", "Centrum", "Kerkstraat", "12", ""],
  ])("%j and %j → %s | %s | %s", (first, second, street, houseNumber, houseExtension) => {
    expect(splitAddress(first, second)).toEqual({
      ok: true,
      address: { street, houseNumber, houseExtension },
    })
  })
})

describe("What is no street address", () => {
  it.each([
    ["Postbus 123", "po_box"],
    ["postbus 1", "po_box"],
    ["Postbus123", "po_box"],
    ["Jansen BV, Postbus 123", "po_box"],
    ["Antwoordnummer 10000", "po_box"],
    ["PO Box 12", "po_box"],
    ["P.O. Box 12", "po_box"],
    ["Postfach 10 20 30", "po_box"],
    ["Boîte postale 5", "po_box"],
    ["", "missing"],
    ["   ", "missing"],
    [undefined, "missing"],
    [null, "missing"],
    ["Kerkstraat", "no_house_number"],
    ["Kerkstraat bus 5", "no_house_number"],
    ["Plein 1944", "no_house_number"],
    ["Straße des 17. Juni", "no_house_number"],
    ["12", "no_house_number"],
    ["Kerkstraat twaalf", "no_house_number"],
    ["Amperelaan 7 8-A", "no_house_number"],
    ["Stationsweg 12 3-5", "no_house_number"],
    ["Dorpsstraat 12 wk 3", "no_house_number"],
  ])("%j: %s", (line, problem) => {
    expect(splitAddress(line)).toEqual({ ok: false, problem })
  })

  it("takes no number of the second line for a street that has one already", () => {
    expect(splitAddress("Dorpsstraat 12 wk 3", "5")).toEqual({
      ok: false,
      problem: "no_house_number",
    })
  })

  it.each([
    ["Kerkstraat 12", "Postbus 5"],
    ["Postbus", "123"],
    ["123", "Postbus"],
    ["Jansen BV, Postbus", "123"],
  ])("sees a PO box in two lines: %j, %j (facts 4.1)", (first, second) => {
    expect(splitAddress(first, second)).toEqual({ ok: false, problem: "po_box" })
  })

  it.each([
    ["Postbusstraat 5", "Postbusstraat", "5", ""],
    ["Postbuslaan 3", "Postbuslaan", "3", ""],
    ["Antwoordstraat 5", "Antwoordstraat", "5", ""],
    ["Oude Postbusweg 7 A", "Oude Postbusweg", "7", "A"],
  ])("does not mistake a street for a PO box: %j", (line, street, houseNumber, houseExtension) => {
    const address = { street, houseNumber, houseExtension }
    expect(splitAddress(line)).toEqual({ ok: true, address })
    const [, rest = ""] = line.split(street)
    expect(splitAddress(street, rest.trim())).toEqual({ ok: true, address })
  })
})

const streets = fc.constantFrom(...[...NL, ...BE, ...DE].map(([, street]) => street))
const extensions = fc.constantFrom(
  ...[
    "",
    "A",
    "b",
    "hs",
    "II",
    "III",
    "bis",
    "rood",
    "1 hoog",
    "3hs",
    "14",
    "bus 5",
    "bte 12",
    "A-3",
  ],
  ...["2. OG", "unit 3", "A1", "Hinterhaus", "huis", "zw"]
)

describe("Splitting, whatever the address", () => {
  it("gives back what was joined", () => {
    fc.assert(
      fc.property(
        streets,
        fc.integer({ min: 1, max: 99_999 }),
        extensions,
        (street, number, houseExtension) => {
          const address = { street, houseNumber: String(number), houseExtension }
          expect(splitAddress(joinAddress(address))).toEqual({ ok: true, address })
        }
      ),
      { numRuns: 2_000 }
    )
  })

  it("never throws, is quick, and never gives a number that is not in the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (line) => {
        const reading = splitAddress(line)
        if (reading.ok) {
          expect(reading.address.houseNumber).toMatch(/^\d{1,5}$/)
          expect(line.normalize("NFC")).toContain(reading.address.houseNumber)
          expect(reading.address.street).toMatch(/\p{L}/u)
        }
      }),
      { numRuns: 1_000 }
    )
    const started = performance.now()
    for (const hostile of [
      "1-".repeat(5_000),
      "a1 ".repeat(5_000),
      " ".repeat(50_000),
      "9".repeat(50_000),
    ]) {
      splitAddress(hostile)
    }
    expect(performance.now() - started).toBeLessThan(500)
  })
})
