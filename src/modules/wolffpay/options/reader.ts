/**
 * Reads one section of the options: the option beats the environment, a blank text counts as absent, and every problem
 * is collected as one sentence that names the option and its environment name.
 */
export class OptionReader {
  readonly problems: string[] = []
  private readonly named = new Set<string>()

  constructor(
    private readonly section: string,
    private readonly values: Record<string, unknown>,
    private readonly env: Record<string, string | undefined>
  ) {}

  private raw(key: string, envName: string | undefined): unknown {
    const given = this.values[key]
    if (!isAbsent(given)) {
      return Array.isArray(given) ? given.filter((item) => !isAbsent(item)) : given
    }
    const fromEnv = envName ? this.env[envName]?.trim() : undefined
    return fromEnv === "" ? undefined : fromEnv
  }

  private name(key: string, envName: string | undefined): string {
    const option = this.section ? `${this.section}.${key}` : key
    return envName ? `${option} (${envName})` : option
  }

  problem(key: string, envName: string | undefined, sentence: string): void {
    this.problems.push(`${this.name(key, envName)} ${sentence}`)
    this.named.add(key)
  }

  /** Says that a value is required, unless a sentence has said what is wrong with the one that is there. */
  missing(key: string, envName: string): void {
    if (!this.named.has(key)) {
      this.problem(key, envName, "is required.")
    }
  }

  unknownKeys(known: readonly string[]): void {
    for (const key of Object.keys(this.values)) {
      if (!known.includes(key)) {
        this.problems.push(
          `${this.section}.${key} is not an option of this plugin; the options are ${known.join(", ")}.`
        )
      }
    }
  }

  has(key: string, envName: string): boolean {
    return this.raw(key, envName) !== undefined
  }

  /** As it was given, for what is no text. */
  value(key: string): unknown {
    return this.raw(key, undefined)
  }

  text(key: string, envName?: string): string | undefined {
    const value = this.raw(key, envName)
    if (value === undefined) {
      return undefined
    }
    if (typeof value !== "string") {
      this.problem(key, envName, `must be a text, not ${describe(value)}.`)
      return undefined
    }
    return value.trim() === "" ? undefined : value.trim()
  }

  list(key: string, envName?: string): string[] | undefined {
    const value = this.raw(key, envName)
    if (value === undefined) {
      return undefined
    }
    const items: unknown[] = Array.isArray(value)
      ? value
      : typeof value === "string"
        ? value.split(",")
        : [value]
    if (!items.every((item) => typeof item === "string")) {
      this.problem(key, envName, "must be a text or a list of texts.")
      return undefined
    }
    const texts = items.map((item) => item.trim()).filter((item) => item !== "")
    return texts.length ? texts : undefined
  }

  choice<T extends string>(key: string, choices: readonly T[], envName?: string): T | undefined {
    const value = this.text(key, envName)
    if (value === undefined) {
      return undefined
    }
    const found = choices.find((choice) => choice === value)
    if (!found) {
      this.problem(key, envName, `must be one of ${choices.join(", ")}, not "${value}".`)
    }
    return found
  }

  flag(key: string, envName?: string): boolean | undefined {
    const value = this.raw(key, envName)
    if (value === undefined || typeof value === "boolean") {
      return value
    }
    const text = typeof value === "string" ? value.toLowerCase() : JSON.stringify(value)
    if (text === "true" || text === "1") {
      return true
    }
    if (text === "false" || text === "0") {
      return false
    }
    this.problem(key, envName, `must be true or false, not ${JSON.stringify(value)}.`)
    return undefined
  }

  integer(key: string, range: { min: number; max: number }, envName?: string): number | undefined {
    const value = this.raw(key, envName)
    if (value === undefined) {
      return undefined
    }
    const number = typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : value
    if (
      typeof number !== "number" ||
      !Number.isInteger(number) ||
      number < range.min ||
      number > range.max
    ) {
      this.problem(
        key,
        envName,
        `must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(value)}.`
      )
      return undefined
    }
    return number
  }
}

/** A text or list with nothing in it: `[process.env.NEW, process.env.OLD]` holds what is not set, and lists are texts with commas. */
export function isAbsent(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isAbsent)
  }
  return (
    value === undefined || value === null || (typeof value === "string" && /^[\s,]*$/.test(value))
  )
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "a list" : `a ${typeof value}`
}
