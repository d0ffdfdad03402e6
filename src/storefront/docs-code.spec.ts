import fs from "node:fs"
import path from "node:path"
import ts from "typescript"

const HERE = __dirname
const page = fs.readFileSync(path.resolve(HERE, "../../docs/storefront.md"), "utf8")

/** The first piece, which the others import. */
const SETUP = "wolffpay"

/** The page's code, each piece a file beside the others, as in a shop. */
function pieces(): Map<string, string> {
  const found = [...page.matchAll(/^```(tsx?)\n(.*?)^```/gms)]
  const files = new Map<string, string>()
  found.forEach(([, extension, code = ""], index) => {
    const name = files.size === 0 ? SETUP : `docs-${index}`
    // A piece without an import is a module all the same.
    files.set(path.join(HERE, `${name}.${extension}`), `${code}\nexport {}\n`)
  })
  return files
}

/** The types of React and Stripe are read once. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** What the compiler says about these files, in strict mode and with the types of this source. */
function complaintsAbout(files: Map<string, string>): string[] {
  const { config } = ts.readConfigFile(path.join(HERE, "tsconfig.json"), (name) =>
    ts.sys.readFile(name)
  ) as { config: { compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, HERE)
  const settings: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    paths: {
      "medusa-plugin-wolffpay/storefront": ["./index.ts"],
      "medusa-plugin-wolffpay/storefront/react": ["./react/index.ts"],
    },
  }
  const host = ts.createCompilerHost(settings)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, version, ...how) => {
    const code = files.get(name)
    if (code !== undefined) {
      return ts.createSourceFile(name, code, version)
    }
    const file = parsed.get(name) ?? getSourceFile(name, version, ...how)
    parsed.set(name, file)
    return file
  }
  const program = ts.createProgram([...files.keys()], settings, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`
    )
}

describe("The code in docs/storefront.md", () => {
  jest.setTimeout(120_000)

  it("is what a strict TypeScript project takes as it stands", () => {
    const files = pieces()
    expect(files.size).toBeGreaterThanOrEqual(6)
    expect(complaintsAbout(files)).toEqual([])
  })

  it("would not pass with a call that the module does not have", () => {
    const files = pieces()
    const [first = "", code = ""] = [...files].at(0) ?? []
    files.set(first, `${code}\nwolffpay.payNow()\n`)
    expect(complaintsAbout(files)).toEqual([
      expect.stringContaining("Property 'payNow' does not exist"),
    ])
  })
})
