import type { Clock } from "../core/clock"
import { Refusal } from "../core/refusal"
import type { Scheduler } from "../core/scheduler"
import type { ReaderOutcome } from "./reader"

export type CardAnswer = ReaderOutcome | "timeout" | "released" | "closed"

interface Waiting {
  paymentIntentId: string
  end: (answer: CardAnswer) => void
}

/** The readers that are waiting for a card right now. */
export class ReaderFloor {
  private readonly waiting = new Map<string, Waiting>()

  constructor(
    private readonly clock: Clock,
    private readonly scheduler: Scheduler
  ) {}

  /** Resolves when somebody holds a card to the reader, gives up, or `timeoutMs` went by. */
  waitForCard(readerId: string, paymentIntentId: string, timeoutMs: number): Promise<CardAnswer> {
    for (const [id, other] of this.waiting) {
      if (id === readerId) throw new Refusal(400, "This terminal reader is busy.")
      if (other.paymentIntentId === paymentIntentId) {
        throw new Refusal(400, "This payment is already being collected on another reader.")
      }
    }
    return new Promise((resolve) => {
      const end = (answer: CardAnswer) => {
        this.waiting.delete(readerId)
        this.scheduler.cancel(`reader:${readerId}`)
        resolve(answer)
      }
      this.waiting.set(readerId, { paymentIntentId, end })
      const dueAt = this.clock.now() + timeoutMs
      this.scheduler.schedule(`reader:${readerId}`, dueAt, () => end("timeout"))
    })
  }

  waitingFor(readerId: string): string | null {
    return this.waiting.get(readerId)?.paymentIntentId ?? null
  }

  /** False when the reader was not waiting. */
  present(readerId: string, answer: CardAnswer): boolean {
    const one = this.waiting.get(readerId)
    one?.end(answer)
    return one !== undefined
  }

  /** Lets a reader go whose payment was cancelled elsewhere. */
  release(paymentIntentId: string): void {
    for (const one of [...this.waiting.values()]) {
      if (one.paymentIntentId === paymentIntentId) one.end("released")
    }
  }

  close(): void {
    for (const one of [...this.waiting.values()]) one.end("closed")
  }
}
