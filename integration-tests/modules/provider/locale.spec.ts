import { execFileSync, spawnSync } from "node:child_process"
import path from "node:path"

const ROOT = path.resolve(__dirname, "../../..")
const DUTCH = { ...process.env, LC_ALL: "nl_NL.UTF-8", LANG: "nl_NL.UTF-8", LANGUAGE: "" }

/** Medusa rounds by the server's locale, and a Dutch one writes 29,28: our own money must not care. */
describe("A server with a Dutch locale", () => {
  it("writes a comma, so that these tests prove something", () => {
    const print = "process.stdout.write(new Intl.NumberFormat().format(29.28))"
    expect(execFileSync(process.execPath, ["-e", print], { env: DUTCH, encoding: "utf8" })).toBe(
      "29,28"
    )
  })

  it.each([
    ["initiate", "half up to cents"],
    ["capture", "more decimals than money has"],
    ["refund", "cent"],
  ])("passes the tests of %s about fractional totals", (spec, names) => {
    const run = spawnSync(
      process.execPath,
      [
        path.join(ROOT, "node_modules/jest/bin/jest.js"),
        "--selectProjects",
        "integration",
        "--runInBand",
        "--forceExit",
        "--testNamePattern",
        names,
        `modules/provider/${spec}.spec.ts`,
      ],
      { cwd: ROOT, env: DUTCH, encoding: "utf8" }
    )
    expect(`${run.stdout}${run.stderr}`).toMatch(/Tests: +(\d+ skipped, )?[1-9]\d* passed/)
    expect(run.status).toBe(0)
  })
})
