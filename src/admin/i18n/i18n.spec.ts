import fs from "node:fs"
import path from "node:path"
import { en } from "./en"
import translations from "./index"
import { nl } from "./nl"

type Group = { [key: string]: string | Group }

function entries(group: Group, path = ""): [string, string][] {
  return Object.entries(group).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : entries(value, `${path}${key}.`)
  )
}

const english = new Map(entries(en))
const dutch = new Map(entries(nl))

const screens = fs
  .readdirSync(path.join(__dirname, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/^i18n|\.spec\./.test(file))
  .map((file) => fs.readFileSync(path.join(__dirname, "..", file), "utf8"))
  .join("\n")
/** Groups whose keys are codes of the server, or what the till does. */
const BY_CODE = /^(refusal|setting|reason|state|undone|way|left)\./
const PHASES =
  "starting present_card canceling settling paid declined timed_out canceled needs_attention not_taken unsure"
const CONNECTIONS = "searching found connected disconnected failed"
const MISTAKES = ["readers.missing", "readers.wrongReaderId", "readers.wrongLocationId"]
const BY_NAME = [
  ...PHASES.split(" ").flatMap((phase) => [`pay.${phase}`, `pay.${phase}Hint`]),
  ...CONNECTIONS.split(" ").map((state) => `sdk.${state}`),
  ...MISTAKES,
  "till.busy",
  "till.free",
]

describe("the words of the screens", () => {
  it("are in Medusa's languages under the plugin's own name", () => {
    expect(translations.nl.wolffpay.menu.till).toBe("Kassa")
    expect(translations.en.wolffpay.menu.till).toBe("Point of sale")
  })

  it("are all shown by some screen", () => {
    const unused = [...english.keys()].filter(
      (key) =>
        !BY_CODE.test(key) &&
        !BY_NAME.includes(key) &&
        !screens.includes(`"${key.replace(/_(one|other)$/, "")}"`)
    )
    expect(unused).toEqual([])
  })

  it("leave to the server's English only what nobody can name", () => {
    const quoted = [...dutch].filter(
      ([key, text]) => /^(refusal|error)\./.test(key) && text.includes("{{message}}")
    )
    expect(quoted.map(([key]) => key).sort()).toEqual([
      "refusal.basket_refused",
      "refusal.payment_not_possible",
    ])
  })

  it("are there for every text that a screen asks for", () => {
    const groups = Object.keys(en).join("|")
    const asked = [
      ...screens.matchAll(/\bt\(\s*"([\w.]+)"/g),
      ...screens.matchAll(new RegExp(`(?<!zone: )"((?:${groups})\\.[\\w.]+)"`, "g")),
    ].map(([, key = ""]) => key)
    expect(asked).toContain("error.title")
    expect(asked.filter((key) => !english.has(key) && !english.has(`${key}_other`))).toEqual([])
  })

  it("are there in both languages, with the same things filled in", () => {
    const holes = (text = "") => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of english) {
      expect([key, holes(dutch.get(key))]).toEqual([key, holes(text)])
    }
  })
})
