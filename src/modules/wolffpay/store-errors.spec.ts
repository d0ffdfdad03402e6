import fs from "node:fs"
import path from "node:path"
import { alreadyPaid, STORE_ERROR_CODES } from "./store-errors"

const docs = path.resolve(__dirname, "../../../docs")

describe("alreadyPaid (R13)", () => {
  it.each(["succeeded", "processing", "authorized"] as const)(
    "refuses to give up what is %s",
    (state) => {
      expect(alreadyPaid(state)).toMatchObject({
        type: "not_allowed",
        code: "cart_already_paid",
        message: expect.stringMatching(/cannot be changed/),
      })
    }
  )
})

describe("The codes of refusals", () => {
  it.each(["storefront.md", "troubleshooting.md"])("are in docs/%s", (page) => {
    const text = fs.readFileSync(path.join(docs, page), "utf8")
    const answers = [...text.matchAll(/^\| \d{3} `(\w+)`/gm)].map(([, code]) => String(code))
    expect([...new Set(answers)].sort()).toEqual([...STORE_ERROR_CODES].sort())
  })
})
