import { existsSync, readFileSync, renameSync } from "node:fs"
import { open, rename } from "node:fs/promises"
import { dirname } from "node:path"

/** Where the state lives between two runs. `save` resolves when what was true at the call is on the disk. */
export interface StateStore<State> {
  load(): State | undefined
  save(state: () => State): Promise<void>
}

export class MemoryStore<State> implements StateStore<State> {
  load(): undefined {
    return undefined
  }

  async save(): Promise<void> {}
}

export class FileStore<State> implements StateStore<State> {
  private running: Promise<void> | undefined
  private waiting: Promise<void> | undefined

  constructor(
    private readonly path: string,
    private readonly warn: (line: string) => void,
    /** undefined for a text that is not one of ours, or only half of one. */
    private readonly parse: (text: string) => State | undefined
  ) {}

  /** A file that cannot be understood is kept under another name: it may be the only trace of what happened. */
  load(): State | undefined {
    if (!existsSync(dirname(this.path))) {
      throw new Error(`The folder of the state file does not exist: ${dirname(this.path)}`)
    }
    if (!existsSync(this.path)) return undefined
    const state = this.parse(readFileSync(this.path, "utf8"))
    if (state) return state
    const kept = freeName(`${this.path}.corrupt`)
    renameSync(this.path, kept)
    this.warn(
      `The state file ${this.path} is damaged or not one of this sandbox. It was kept as ${kept}; starting empty.`
    )
    return undefined
  }

  /** Calls that come while a write runs share the next one. */
  save(state: () => State): Promise<void> {
    if (!this.running) {
      this.running = this.write(state).finally(() => {
        this.running = undefined
      })
      return this.running
    }
    this.waiting ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.waiting = undefined
        return this.save(state)
      })
    return this.waiting
  }

  private async write(state: () => State): Promise<void> {
    const temporary = `${this.path}.tmp`
    const text = JSON.stringify(state())
    const file = await open(temporary, "w", 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, this.path)
  }
}

function freeName(wanted: string): string {
  let name = wanted
  for (let i = 2; existsSync(name); i++) name = `${wanted}.${i}`
  return name
}
