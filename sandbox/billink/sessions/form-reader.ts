import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import { centsOfText } from "../core/money"

export const BLANK = "This value should not be blank."

export interface TextRule {
  max?: number
  pattern?: RegExp
  /** Said when the pattern does not fit. */
  says?: string
  optional?: boolean
}

/** Reads a nested form and collects every problem, each with the path of its field. */
export class FormReader {
  readonly problems: string[] = []

  constructor(private readonly extraFields: readonly string[]) {}

  refuse(path: string, problem: string): void {
    this.problems.push(`${path}: ${problem}`)
  }

  /** An object with these fields and no other; empty where there is none. `path` is "" for the body itself. */
  object(value: unknown, path: string, fields: readonly string[]): JsonObject {
    if (value === undefined || value === null) {
      this.refuse(path, BLANK)
      return {}
    }
    if (!isJsonObject(value)) {
      this.refuse(path, "This value should be of type object.")
      return {}
    }
    for (const name of Object.keys(value)) {
      const full = path === "" ? name : `${path}.${name}`
      const general = full.replace(/\[\d+\]/g, "")
      if (!fields.includes(name) && !this.extraFields.includes(general)) {
        this.refuse(full.slice(0, 100), "This field was not expected.")
      }
    }
    return value
  }

  text(form: JsonObject, path: string, name: string, rule: TextRule = {}): string {
    const { max = 255, pattern, says = "This value is not valid.", optional = false } = rule
    const value = form[name]
    const full = `${path}.${name}`
    if (value === undefined || value === null || value === "") {
      if (!optional) this.refuse(full, BLANK)
      return ""
    }
    if (typeof value !== "string") {
      this.refuse(full, "This value should be of type string.")
      return ""
    }
    if (value.trim() === "" && !optional) this.refuse(full, BLANK)
    else if (value.length > max) this.refuse(full, `This value is longer than ${max} characters.`)
    else if (pattern && !pattern.test(value)) this.refuse(full, says)
    return value
  }

  /** Cents of a text with two decimals: the official module sends every number as a text. */
  cents(form: JsonObject, path: string, name: string): number {
    const value = form[name]
    const cents = centsOfText(value)
    if (cents !== undefined) return cents
    const blank = value === undefined || value === null || value === ""
    this.refuse(
      `${path}.${name}`,
      blank ? BLANK : "This value should be an amount of euros as a string with two decimals."
    )
    return 0
  }
}
