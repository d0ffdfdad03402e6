import type { Clock } from "../../shared/core/clock"
import { Refusal } from "../../shared/core/refusal"
import type { Scheduler } from "../../shared/core/scheduler"
import type { ReaderOutcome } from "./reader"

export type CardAnswer = ReaderOutcome | "timeout" | "released" | "unplugged" | "closed"

export interface CardMoment {
  answer: CardAnswer
  /** How long the one who asked is kept waiting after it happened, in milliseconds. */
  answerAfterMs: number
}

export interface CardRequest {
  readerId: string
  paymentIntentId: string
  timeoutMs: number
  /** The SDK in a browser notices at once that a reader is gone; WolffPay's API waits for its time-out. */
  via: "api" | "sdk"
}

interface Waiting extends CardRequest {
  key: string
  /** The reader lost its power meanwhile: it asks for no card any more. */
  isCutOff: boolean
  end: (answer: CardAnswer, answerAfterMs?: number) => void
}

/** The readers that are waiting for a card right now. */
export class ReaderFloor {
  private readonly waiting = new Set<Waiting>()
  private readonly held = new Set<() => void>()
  private count = 0

  constructor(
    private readonly clock: Clock,
    private readonly scheduler: Scheduler
  ) {}

  /** Resolves when somebody holds a card to the reader, gives up, or the time-out went by. */
  waitForCard(request: CardRequest): Promise<CardMoment> {
    for (const other of this.waiting) {
      if (other.isCutOff) continue
      if (other.readerId === request.readerId) {
        throw new Refusal(400, "This terminal reader is busy.")
      }
      if (other.paymentIntentId === request.paymentIntentId) {
        throw new Refusal(400, "This payment is already being collected on another reader.")
      }
    }
    return new Promise((resolve) => {
      const key = `reader:${++this.count}`
      const one: Waiting = {
        ...request,
        key,
        isCutOff: false,
        end: (answer, answerAfterMs = 0) => {
          this.waiting.delete(one)
          this.scheduler.cancel(key)
          resolve({ answer, answerAfterMs })
        },
      }
      this.waiting.add(one)
      this.scheduler.schedule(key, this.clock.now() + request.timeoutMs, () => one.end("timeout"))
    })
  }

  waitingFor(readerId: string): string | null {
    return this.at(readerId)?.paymentIntentId ?? null
  }

  /** False when the reader was not waiting. */
  present(readerId: string, answer: CardAnswer, answerAfterMs = 0): boolean {
    const one = this.at(readerId)
    one?.end(answer, answerAfterMs)
    return one !== undefined
  }

  /** Lets a reader go whose payment was cancelled elsewhere. */
  release(paymentIntentId: string): void {
    for (const one of [...this.waiting]) {
      if (one.paymentIntentId === paymentIntentId) one.end("released")
    }
  }

  /** The browser that drives the reader lets go of it, or another one takes it over. */
  letGo(readerId: string): void {
    const one = this.at(readerId)
    if (one?.via === "sdk") one.end("cancel")
  }

  /** The plug is pulled: what the reader was doing is lost. */
  unplug(readerId: string): void {
    const one = this.at(readerId)
    if (one?.via === "sdk") one.end("unplugged")
    else if (one) one.isCutOff = true
  }

  /** An answer that is late: resolves after `ms` of the sandbox's clock. */
  hold(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const key = `late:${++this.count}`
      const end = () => {
        this.held.delete(end)
        this.scheduler.cancel(key)
        resolve()
      }
      this.held.add(end)
      this.scheduler.schedule(key, this.clock.now() + ms, end)
    })
  }

  close(): void {
    for (const one of [...this.waiting]) one.end("closed")
    for (const end of [...this.held]) end()
  }

  private at(readerId: string): Waiting | undefined {
    return [...this.waiting].find((one) => one.readerId === readerId && !one.isCutOff)
  }
}
