import fs from "node:fs"
import path from "node:path"
import { en } from "./messages-en"
import { problemOf } from "./store-failure"

const page = fs.readFileSync(path.resolve(__dirname, "../../docs/storefront.md"), "utf8")
const NOT_A_PROBLEM = ["waiting", "processing", "unknown", "retry"]
const codes = Object.keys(en).filter((key) => !NOT_A_PROBLEM.includes(key))

describe("The problems in docs/storefront.md", () => {
  it("are those of the code, in a row each", () => {
    const rows = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code)
    expect(rows.filter((code) => code?.includes("_") || code === "declined").sort()).toEqual(
      [...codes].sort()
    )
  })

  it("include those by which the store routes refuse", () => {
    const answers = [...page.matchAll(/^\| (\d{3}) `(\w+)`/gm)]
    expect(answers.length).toBeGreaterThan(3)
    for (const [, status, code] of answers) {
      expect(codes).toContain(code)
      const read = problemOf({ status: Number(status), code })
      // Where only one call answers it, that call's own judgement follows.
      expect([code, read ?? "not_configured"]).toEqual([code, code])
    }
  })
})
