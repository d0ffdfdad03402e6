import { en } from "./messages-en"
import { nl } from "./messages-nl"
import type { Messages } from "./messages"

const keys = Object.keys(en) as (keyof Messages)[]

describe.each(Object.entries({ en, nl }))("Every message in %s", (_, words) => {
  it("is there, and is a sentence that fits a phone", () => {
    expect(Object.keys(words).sort()).toEqual([...keys].sort())
    for (const key of keys.filter((one) => one !== "retry")) {
      expect(words[key]).toMatch(/^\p{Lu}.{20,170}[.…]$/u)
    }
  })

  it("is said of one problem only", () => {
    expect(new Set(Object.values(words)).size).toBe(keys.length)
  })

  it("holds no word of the inside", () => {
    expect(Object.values(words).join(" ")).not.toMatch(
      /medusa|stripe|wolffpay|api|intent|session|null|undefined|error/i
    )
  })
})

const DO = /\b(please|check|choose|wait|do not pay|look)\b/i
const DOE =
  /\b(probeer|controleer|kies|neem contact|laat|wacht|betaal niet|hoeft niet|begin|ga|haal)\b/i
/** Where the money may be in, nobody is asked to pay. */
const MAY_BE_PAID: (keyof Messages)[] = ["cart_already_paid", "processing", "unknown"]

describe("What a message asks of the shopper", () => {
  it.each(keys.filter((key) => key !== "waiting" && key !== "retry"))("is said: %s", (key) => {
    expect(en[key]).toMatch(key === "processing" ? /do not need to pay again/ : DO)
    expect(nl[key]).toMatch(DOE)
  })

  it.each(MAY_BE_PAID)("is not to pay again: %s", (key) => {
    expect(en[key]).toMatch(/do not (need to )?pay again/)
    expect(nl[key]).toMatch(/(betaal niet|hoeft niet) opnieuw/i)
    expect(en[key]).not.toMatch(/try again/)
    expect(nl[key]).not.toMatch(/probeer/)
  })

  it.each(keys.filter((key) => !MAY_BE_PAID.includes(key)))("is never not to pay: %s", (key) => {
    expect(en[key]).not.toMatch(/not (need to )?pay again/)
    expect(nl[key]).not.toMatch(/niet opnieuw/)
  })
})
