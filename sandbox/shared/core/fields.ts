import type { JsonObject } from "./json"
import { isJsonObject } from "./json"
import { Refusal } from "./refusal"

/** Refuses a body with a field that the documents do not name: a typing error must not pass unnoticed. */
export function onlyFields(body: JsonObject, allowed: readonly string[], rule: string): void {
  for (const name of Object.keys(body)) {
    if (!allowed.includes(name)) {
      throw new Refusal(400, `Unknown field: ${name.slice(0, 60)}.`, rule)
    }
  }
}

export function requiredText(body: JsonObject, name: string, max: number, rule: string): string {
  const value = body[name]
  if (typeof value !== "string" || value.trim() === "" || value.length > max) {
    throw new Refusal(400, `Invalid ${name}. Must be a text of 1 to ${max} characters.`, rule)
  }
  return value
}

export function optionalText(
  body: JsonObject,
  name: string,
  max: number,
  rule: string
): string | undefined {
  return body[name] === undefined ? undefined : requiredText(body, name, max, rule)
}

export function requiredId(body: JsonObject, name: string, prefix: string, rule: string): string {
  const value = body[name]
  if (typeof value !== "string" || !value.startsWith(prefix) || value.length > 100) {
    throw new Refusal(400, `Invalid ${name}. Must be an id that starts with ${prefix}`, rule)
  }
  return value
}

export function requiredChoice<T extends string>(
  body: JsonObject,
  name: string,
  choices: readonly T[],
  rule: string
): T {
  const value = body[name]
  const found = choices.find((choice) => choice === value)
  if (found === undefined) {
    throw new Refusal(400, `Invalid ${name}. Must be one of: ${choices.join(", ")}.`, rule)
  }
  return found
}

export function optionalChoice<T extends string>(
  body: JsonObject,
  name: string,
  choices: readonly T[],
  rule: string
): T | undefined {
  return body[name] === undefined ? undefined : requiredChoice(body, name, choices, rule)
}

export function optionalFlag(body: JsonObject, name: string): boolean | undefined {
  const value = body[name]
  if (value === undefined || typeof value === "boolean") return value
  throw new Refusal(400, `Invalid ${name}. Must be true or false.`)
}

/** A whole number between `min` and `max`; a number in quotes is not a number. */
export function optionalInteger(
  body: JsonObject,
  name: string,
  min: number,
  max: number
): number | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
    throw new Refusal(400, `Invalid ${name}. Must be a whole number from ${min} to ${max}.`)
  }
  return value
}

export function asObject(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Refusal(400, "The body must be a JSON object.")
  return value
}
