import fs from "node:fs"
import { stripVTControlCharacters } from "node:util"

/** What went wrong and what to do about it, in words for whoever started the demo. */
export class DemoError extends Error {
  /** With the last lines of a log under it. */
  static withLog(text, file) {
    const log = fs.existsSync(file) ? stripVTControlCharacters(fs.readFileSync(file, "utf8")) : ""
    const lines = log.split("\n").filter((line) => line.trim() !== "")
    const tail = lines.slice(-15).map((line) => `  | ${readable(line).slice(0, 400)}`)
    return new DemoError([text, ...tail].join("\n"))
  }
}

/** Medusa's production log is JSON by line. */
function readable(line) {
  try {
    const { level, message } = JSON.parse(line)
    return `${level}: ${message}`
  } catch {
    return line
  }
}
