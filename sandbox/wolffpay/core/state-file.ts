import * as shared from "../../shared/core/state-file"
import type { State } from "./state"
import { parseState } from "./state"

export type StateStore = shared.StateStore<State>

export const MemoryStore = shared.MemoryStore<State>

export class FileStore extends shared.FileStore<State> {
  constructor(path: string, warn: (line: string) => void) {
    super(path, warn, parseState)
  }
}
