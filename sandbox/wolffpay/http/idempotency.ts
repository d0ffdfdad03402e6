import { sha256 } from "../core/api-key"
import type { IdempotencyRecord } from "../core/state"
import type { Answer } from "../../shared/http/answer"

const VALID_MS = 24 * 60 * 60 * 1000

export interface KeyedRequest {
  /** API key and endpoint (W9). */
  scope: string
  key: string
  /** Hash of path and body. */
  request: string
}

export interface KeyedAnswer {
  answer: Answer
  replayed: boolean
  /** The key was first used for another request. */
  otherRequest: boolean
}

/** W8, W9: the first answer under a key is the answer for 24 hours. */
export class IdempotencyDesk {
  private readonly running = new Map<string, Promise<unknown>>()

  constructor(
    private readonly records: () => IdempotencyRecord[],
    private readonly now: () => number
  ) {}

  /**
   * Runs `execute` at most once per key. Whoever comes while it runs waits for its answer. Answers of 500
   * and up are not kept: nothing was done, so the same key may try again.
   */
  async run(asked: KeyedRequest, execute: () => Promise<Answer>): Promise<KeyedAnswer> {
    const id = sha256(`${asked.scope}\n${asked.key}`)
    for (;;) {
      const stored = this.find(id)
      if (stored) {
        const { status, body, request } = stored
        return { answer: { status, body }, replayed: true, otherRequest: request !== asked.request }
      }
      const first = this.running.get(id)
      if (!first) break
      await first.catch(() => undefined)
    }
    const at = this.now()
    const work = execute().then((answer) => {
      if (answer.status < 500) {
        const { status, body } = answer
        this.records().push({ id, at, request: asked.request, status, body })
      }
      return answer
    })
    this.running.set(id, work)
    try {
      return { answer: await work, replayed: false, otherRequest: false }
    } finally {
      this.running.delete(id)
    }
  }

  /** Forgets what is older than 24 hours on the way. */
  private find(id: string): IdempotencyRecord | undefined {
    const records = this.records()
    const now = this.now()
    for (let i = records.length - 1; i >= 0; i--) {
      const record = records[i]
      if (record && now - record.at >= VALID_MS) records.splice(i, 1)
    }
    return records.find((record) => record.id === id)
  }
}
