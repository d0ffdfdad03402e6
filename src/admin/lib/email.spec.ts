import { z } from "@medusajs/framework/zod"
import { isEmail } from "./email"

const ADDRESSES = [
  "jan@voorbeeld.nl",
  "jan.de-vries+kassa@mail.voorbeeld.co.uk",
  "o'brien@voorbeeld.nl",
  "jan@voorbeeld.nl,",
  "jan@bäcker.nl",
  "a..b@x.nl",
  ".a@x.nl",
  "a.@x.nl",
  "<jan@x.nl>",
  "jan@x",
  "jan@-x.nl",
  "jan@x.n",
  "jan@x.nl jan@y.nl",
  " jan@x.nl",
  "",
  `${"a".repeat(250)}@x.nl`,
  `${"a".repeat(249)}@x.nl`,
  `${"a".repeat(251)}@x.nl`,
]

describe("an e-mail address at the till", () => {
  it.each(ADDRESSES)("%s is judged as the server judges it", (address) => {
    const server = z.email().max(255).safeParse(address)
    expect(isEmail(address)).toBe(server.success)
  })
})
