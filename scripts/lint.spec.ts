import { execFileSync } from "node:child_process"
import path from "node:path"

const ROOT = path.resolve(__dirname, "..")
const DOORS = "import-x/no-restricted-paths"
const ADMIN = "@typescript-eslint/no-restricted-imports"

interface Probe {
  file: string
  code: string
}

/** Lints texts that never touch the disk with this repository's own rules; gives the broken rules of each. */
function lint(probes: Probe[]): string[][] {
  const script = `
    import { ESLint } from "eslint"
    const rules = ["${DOORS}", "${ADMIN}", "no-console", "max-lines", "@typescript-eslint/no-explicit-any"]
    const eslint = new ESLint({
      overrideConfig: [{ languageOptions: { parserOptions: { project: null } } }],
      ruleFilter: ({ ruleId }) => rules.includes(ruleId),
    })
    const answers = []
    for (const { file, code } of ${JSON.stringify(probes)}) {
      const [result] = await eslint.lintText(code, { filePath: file })
      answers.push(result.messages.map((message) => message.ruleId ?? message.message))
    }
    process.stdout.write(JSON.stringify(answers))
  `
  const options = {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  } as const
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], options)
  return JSON.parse(output)
}

const importing = (file: string, from: string): Probe => ({
  file,
  code: `import * as other from "${from}"\nexport { other }\n`,
})

describe("The lint rule that keeps the doors", () => {
  const forbidden: Record<string, Probe> = {
    "a client that knows the module": importing(
      "src/clients/wolffpay/x.ts",
      "../../modules/wolffpay"
    ),
    "the http client that knows WolffPay": importing("src/clients/http/x.ts", "../wolffpay"),
    "a module that knows workflows": importing("src/modules/wolffpay/x.ts", "../../workflows"),
    "a provider that knows workflows": importing("src/providers/wolffpay/x.ts", "../../workflows"),
    "a storefront that knows the server": importing("src/storefront/x.ts", "../modules/wolffpay"),
    "a workflow that knows a provider": importing("src/workflows/x.ts", "../providers/wolffpay"),
    "a route that knows a provider": importing("src/api/x/route.ts", "../../providers/wolffpay"),
    "a job that knows a provider": importing("src/jobs/x.ts", "../providers/wolffpay"),
    "published code that knows the sandbox": importing("src/jobs/x.ts", "../../sandbox/wolffpay"),
    "published code that knows the tests": importing(
      "src/jobs/x.ts",
      "../../integration-tests/support/wait"
    ),
    "a sandbox that knows the client": importing(
      "sandbox/wolffpay/x.ts",
      "../../src/clients/wolffpay"
    ),
  }
  const allowed: Record<string, Probe> = {
    "the WolffPay client that uses the http client": importing(
      "src/clients/wolffpay/x.ts",
      "../http"
    ),
    "a module that uses a client": importing("src/modules/wolffpay/x.ts", "../../clients/wolffpay"),
    "a provider that uses the module": importing(
      "src/providers/wolffpay/x.ts",
      "../../modules/wolffpay"
    ),
    "a route that calls a workflow": importing("src/api/x/route.ts", "../../workflows"),
    "a unit test that asks the sandbox": importing(
      "src/clients/wolffpay/x.spec.ts",
      "../../../sandbox/wolffpay"
    ),
  }
  const server = "../../workflows"
  const others: Record<string, [Probe, string[]]> = {
    "a screen that runs server code": [importing("src/admin/lib/x.ts", server), [ADMIN]],
    "a screen that knows a type of the server": [
      {
        file: "src/admin/lib/x.ts",
        code: `import type * as server from "${server}"\nexport type X = typeof server\n`,
      },
      [],
    ],
    "a console in published code": [
      { file: "src/x.ts", code: `console.log("x")\n` },
      ["no-console"],
    ],
    "an any": [
      { file: "src/x.ts", code: "export const x = (y: any) => y\n" },
      ["@typescript-eslint/no-explicit-any"],
    ],
    "a file of 301 lines": [{ file: "src/x.ts", code: "export {}\n".repeat(301) }, ["max-lines"]],
  }
  const cases: [string, Probe, string[]][] = [
    ...Object.entries(forbidden).map(([name, probe]): [string, Probe, string[]] => [
      name,
      probe,
      [DOORS],
    ]),
    ...Object.entries(allowed).map(([name, probe]): [string, Probe, string[]] => [name, probe, []]),
    ...Object.entries(others).map(([name, [probe, rules]]): [string, Probe, string[]] => [
      name,
      probe,
      rules,
    ]),
  ]
  let broken: string[][]

  beforeAll(() => {
    broken = lint(cases.map(([, probe]) => probe))
  }, 60_000)

  it.each(cases.map(([name, , rules], index) => ({ name, rules, index })))(
    "$name: $rules",
    ({ rules, index }) => {
      expect(broken[index]).toEqual(rules)
    }
  )
})
