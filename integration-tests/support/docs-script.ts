import fs from "node:fs"
import path from "node:path"
import type { ExecArgs } from "@medusajs/framework/types"
import ts from "typescript"

const ROOT = path.resolve(__dirname, "../..")

/** The function that a page of the docs tells merchants to save as `file` and to run with `medusa exec`. */
export function scriptInDocs(page: string, file: string): (given: ExecArgs) => Promise<void> {
  const text = fs.readFileSync(path.join(ROOT, page), "utf8")
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = ""]) => code)
  const script = blocks.find((code) => code.startsWith(`// ${file}\n`))
  if (!script) {
    throw new Error(`${page} has no script ${file}`)
  }
  const { outputText } = ts.transpileModule(script, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const exported: { default?: (given: ExecArgs) => Promise<void> } = {}
  // Nothing but what is in the page: it may not need anything that a merchant does not have there.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours
  new Function("exports", outputText)(exported)
  if (!exported.default) {
    throw new Error(`${file} in ${page} exports nothing`)
  }
  return exported.default
}
