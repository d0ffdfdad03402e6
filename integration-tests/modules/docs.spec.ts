import fs from "node:fs"
import path from "node:path"
import { PAYMENT_METHOD_TYPES, parseOptions } from "../../src/modules/wolffpay/options"
import { WOLFFPAY_ENVIRONMENT } from "../../src/modules/wolffpay/options/parse-options"
import { ORDER_EVENTS, SESSION_STATUSES } from "../../src/clients/billink"
import { ATTENTION_TEXTS } from "../../src/modules/wolffpay/attention-of"
import {
  PAYMENT_REFUSALS,
  TERMINAL_REFUSALS,
} from "../../src/modules/wolffpay/terminal/refusal-codes"
import { SALE_STATES, TRANSITIONS } from "../../src/modules/wolffpay/terminal/sale-state"
import { WOLFFPAY_EVENTS } from "../../src/modules/wolffpay/events"
import { INTENT_STATES, stateOfStatus } from "../../src/modules/wolffpay/tables/intent-state"
import { toSessionStatus } from "../../src/providers/wolffpay/status"

const ROOT = path.resolve(__dirname, "../..")
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8")

const PAGES = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  ...fs
    .readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
]

/** The cells of the table rows whose first cell names `name`. */
function rowOf(page: string, name: string): string[] | undefined {
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
  return rows.find(([, first]) => first?.includes(`\`${name}\``))
}

/** As GitHub makes an anchor of a heading. */
function anchorsOf(page: string): string[] {
  return page
    .replace(/^```[^]*?^```/gm, "")
    .split("\n")
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-")
    )
}

function linksOf(page: string): string[] {
  const links = page.replace(/^```[^]*?^```/gm, "").matchAll(/\]\(([^)\s]+)\)/g)
  return [...links].map(([, target = ""]) => target)
}

describe("The documents", () => {
  it.each(PAGES)("%s: every link within the repository leads somewhere", (file) => {
    const broken = linksOf(read(file))
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [relative = "", anchor] = target.split("#")
        const found = relative ? path.join(path.dirname(file), relative) : file
        if (!fs.existsSync(path.join(ROOT, found))) {
          return true
        }
        return anchor !== undefined && !anchorsOf(read(found)).includes(anchor)
      })
    expect(broken).toEqual([])
  })

  it.each(PAGES)("%s: names no path, address or secret of a machine", (file) => {
    const text = read(file)
    const paths = /(^|[\s"'`(=])\/(work|tmp|home|root|Users)\//m
    const secret = /wp_(live|test)_[0-9a-f]{8}|whsec_[0-9a-zA-Z]{8}/
    expect([paths, secret].filter((pattern) => pattern.test(text))).toEqual([])
  })

  it.each(PAGES)("%s: every npm command that it names is one of package.json", (file) => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
    const named = [...read(file).matchAll(/npm run ([a-z0-9:]+)/g)].map(([, name = ""]) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it("every page stands in the index", () => {
    const index = linksOf(read("docs/README.md")).map((link) => path.join("docs", link))
    const missing = PAGES.filter((file) => file.startsWith("docs/") && file !== "docs/README.md")
    expect(missing.filter((file) => !index.includes(file))).toEqual([])
  })
})

describe("The states in docs/point-of-sale-states.md", () => {
  const page = read("docs/point-of-sale-states.md")
  const head = page.split("\n").find((line) => line.startsWith("| state ")) ?? ""
  const column = head.split("|").findIndex((cell) => cell.trim() === "what may follow")

  it.each(SALE_STATES)("%s is followed by what the code lets follow", (state) => {
    const named = [...(rowOf(page, state)?.[column] ?? "").matchAll(/`(\w+)`/g)]
    expect(named.map(([, name]) => name).sort()).toEqual([...TRANSITIONS[state]].sort())
  })
})

describe("The refusals in docs/point-of-sale-api.md", () => {
  const page = read("docs/point-of-sale-api.md")

  it.each(Object.entries({ ...TERMINAL_REFUSALS, ...PAYMENT_REFUSALS }))(
    "%s stands there with %i",
    (code, status) => {
      expect(rowOf(page, code)?.[2]).toBe(String(status))
    }
  )
})

describe("The options in README.md", () => {
  const readme = read("README.md")
  // What an unknown key is answered with is the list that the code goes by.
  const { problems } = parseOptions({ wolffpay: { unknown: 1 } }, {})
  const options = /the options are (.*)\.$/m.exec(problems.join("\n"))?.[1]?.split(", ") ?? []

  it("are found in the code", () => {
    expect(options.length).toBeGreaterThanOrEqual(12)
  })

  it.each(options)("wolffpay.%s has a row, and its environment name stands in it", (option) => {
    const environment: Record<string, string> = WOLFFPAY_ENVIRONMENT
    const row = rowOf(readme, `wolffpay.${option}`)
    const name = environment[option]
    expect(row?.[2]).toBe(name ? `\`${name}\`` : "–")
  })

  it("hold no row that the code does not know", () => {
    const rows = [...readme.matchAll(/^\| `wolffpay\.(\w+)`/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual([...options].sort())
  })

  it("name publicUrl, and every environment name of it", () => {
    const row = rowOf(readme, "publicUrl")?.join(" ")
    expect(row).toContain("WOLFFPAY_PUBLIC_URL")
    expect(row).toContain("MEDUSA_BACKEND_URL")
  })

  it("give the defaults that the code has", () => {
    const keys = { apiKey: "wp_test_a", webhookSecret: "b" }
    const { wolffpay } = parseOptions({ wolffpay: keys }, {}).options
    const shown = [
      "baseUrl",
      "captureMethod",
      "description",
      "requestsPerMinute",
      "timeoutMs",
      "intentsPerCartPerMinute",
      "intentsPerAddressPerMinute",
      "refundOrphanedPayments",
    ] as const
    const differing = shown.filter(
      (name) => rowOf(readme, `wolffpay.${name}`)?.[3] !== `\`${String(wolffpay?.[name])}\``
    )
    expect(differing).toEqual([])
  })

  it("name every payment method", () => {
    const row = rowOf(readme, "wolffpay.paymentMethodTypes")?.join(" ") ?? ""
    expect(PAYMENT_METHOD_TYPES.filter((type) => !row.includes(`\`${type}\``))).toEqual([])
  })

  it.each(options)("wolffpay.%s is explained in docs/configuration.md", (option) => {
    expect(read("docs/configuration.md")).toContain(`\`${option}\``)
  })
})

describe("The reasons for attention in docs/attention.md", () => {
  const page = read("docs/attention.md")
  const headings = [...page.matchAll(/^## `(\w+)`$/gm)].map(([, reason]) => reason)

  it("are those of the code, each once", () => {
    expect([...headings].sort()).toEqual(Object.keys(ATTENTION_TEXTS).sort())
  })

  it.each(headings)("%s says when it comes and what to do", (reason) => {
    const section = page.split(`## \`${reason}\`\n`)[1]?.split("\n## ")[0] ?? ""
    expect(section).toMatch(/^\*\*When\*\* .+$/m)
    expect(section).toMatch(/^\*\*Do\*\* .+$/m)
  })
})

describe("The events in docs/events.md", () => {
  const page = read("docs/events.md")

  it.each(Object.values(WOLFFPAY_EVENTS))("%s has a row with its data", (event) => {
    expect(rowOf(page, event)?.at(-2)).toMatch(/^`\{ .+ \}`$/)
  })

  it("are the only ones", () => {
    const rows = [...page.matchAll(/^\| `(wolffpay\.[\w.]+)`/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual(Object.values(WOLFFPAY_EVENTS).sort())
  })
})

describe("The tables of docs/billink.md", () => {
  const page = read("docs/billink.md")

  it.each(SESSION_STATUSES)("the session status %s has a row with its effect", (status) => {
    expect(rowOf(page, status)?.[2]).toMatch(/\w/)
  })

  it.each(ORDER_EVENTS)("the order event %s has a row with the metadata it leaves", (event) => {
    expect(rowOf(page, event)?.[2]).toBe(`\`billink_${event.replace(/^order_/, "")}_at\``)
  })

  it("name the webhook addresses of the manifest", () => {
    const { webhooks } = JSON.parse(read("medusa-plugin.json")) as { webhooks: { path: string }[] }
    const paths = webhooks.map(({ path }) => path).filter((path) => path.includes("billink"))
    expect(paths).toHaveLength(2)
    const missing = paths.filter((path) => !page.includes(path.replace(":token", "<the token>")))
    expect(missing).toEqual([])
  })
})

describe("The facts in docs/facts.md", () => {
  it("are W1 to W40, each once and in order", () => {
    const facts = [...read("docs/facts.md").matchAll(/^- \*\*W(\d+)\*\* /gm)].map(([, n]) =>
      Number(n)
    )
    expect(facts).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  })
})

describe("The table of docs/money-states.md", () => {
  const rows = read("docs/money-states.md")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()))

  it.each(INTENT_STATES)("our state %s has a row", (state) => {
    expect(rows.some((cells) => cells[3]?.includes(`\`${state}\``))).toBe(true)
  })

  it.each([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
    "succeeded",
    "canceled",
  ])("W18: %s leads to our state and to Medusa's session status as the code has it", (status) => {
    const state = stateOfStatus(status)
    if (state === undefined) {
      throw new Error(`The code does not know ${status}`)
    }
    const row = rows.find((cells) => cells[1]?.includes(`\`${status}\``))
    expect(row?.[3]).toContain(`\`${state}\``)
    // Medusa keeps a captured session as authorized, and a refused completion leaves a session pending.
    const kept: Record<string, string> = { captured: "authorized", canceled: "pending" }
    const told = toSessionStatus(state, false)
    expect(row?.[4]).toBe(`\`${kept[told] ?? told}\``)
  })
})
