import fs from "node:fs"
import path from "node:path"
import TestSequencer from "@jest/test-sequencer"

/** Jest starts large files first, so that no worker ends long after the others; a spec that lists its parts is as large as these. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sized = Array.from(tests, (test) => ({ test, size: sizeWithParts(test.path) }))
    return sized.sort((one, other) => other.size - one.size).map(({ test }) => test)
  }
}

function sizeWithParts(spec) {
  const text = fs.readFileSync(spec, "utf8")
  const parts = [...text.matchAll(/ from "(\.\/[^"]+)"/g)]
    .map(([, part]) => path.join(path.dirname(spec), `${part}.ts`))
    .filter((part) => fs.existsSync(part))
  return parts.reduce((size, part) => size + fs.statSync(part).size, text.length)
}
