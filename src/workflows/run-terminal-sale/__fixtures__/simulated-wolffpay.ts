import type { CardAnswer, Look } from "../ports"

export type SimulatedIntent = {
  amount: number
  state: "open" | "authorized" | "succeeded" | "canceled"
  /** How often money was taken: more than once is always a bug. */
  charges: number
  failedAt: number | null
}

type Waiting = { saleId: string; answer: (answer: CardAnswer) => void; isCut: boolean }

/** WolffPay with one reader, as far as the counter uses it; keeps the ledger that the books are judged by. */
export class SimulatedWolffPay {
  readonly intents = new Map<string, SimulatedIntent>()
  /** Nothing can be asked: every call fails, its effect or not. */
  isAway = false
  /** Stops of a reader that asked for another sale's card. */
  wrongStops = 0
  calls = 0
  readonly looks: number[] = []
  /** What the webhooks have not told yet. */
  readonly events: { saleId: string; kind: "failed" | "succeeded" }[] = []
  private waiting: Waiting | undefined

  constructor(private readonly now: () => number) {}

  create(saleId: string, amount: number): void {
    this.intents.set(saleId, { amount, state: "open", charges: 0, failedAt: null })
  }

  get waitingFor(): string | undefined {
    return this.waiting?.saleId
  }

  askForCard(saleId: string): Promise<CardAnswer> {
    this.calls += 1
    const intent = this.intents.get(saleId)
    if (this.isAway) {
      return Promise.resolve({ kind: "cut_off" })
    }
    if (this.waiting) {
      return Promise.resolve({ kind: "refused", reason: "reader_busy" })
    }
    if (intent?.state !== "open") {
      return Promise.resolve({ kind: "refused", reason: "card_declined" })
    }
    return new Promise((answer) => {
      this.waiting = { saleId, answer, isCut: false }
    })
  }

  /** What the customer does, or the reader when nobody comes. */
  present(outcome: "tap" | "decline" | "walk_away"): void {
    const one = this.waiting
    const intent = one && this.intents.get(one.saleId)
    if (!one || !intent) {
      return
    }
    this.waiting = undefined
    if (outcome === "tap" && intent.state === "open") {
      intent.state = "authorized"
      reply(one, { kind: "approved" })
    } else if (outcome === "decline") {
      this.events.push({ saleId: one.saleId, kind: "failed" })
      reply(one, { kind: "refused", reason: "card_declined" })
    } else {
      reply(one, { kind: "refused", reason: "card_timed_out" })
    }
  }

  /** A card at the reader that Stripe's SDK drives. */
  presentInBrowser(saleId: string, outcome: "tap" | "decline"): void {
    const intent = this.intents.get(saleId)
    if (intent?.state === "open") {
      intent.state = outcome === "tap" ? "authorized" : "open"
      if (outcome === "decline") {
        this.events.push({ saleId, kind: "failed" })
      }
    }
  }

  /** The line to the reader's call breaks; the reader does not notice. */
  cut(): void {
    if (this.waiting && !this.waiting.isCut) {
      this.waiting.isCut = true
      this.waiting.answer({ kind: "cut_off" })
    }
  }

  async look(saleId: string, askedAt: number): Promise<Look> {
    this.looks.push(this.now())
    const intent = this.reach(saleId)
    if (intent.state === "open") {
      return { kind: "open", isDeclined: intent.failedAt !== null && intent.failedAt >= askedAt }
    }
    return { kind: intent.state === "canceled" ? "canceled" : "approved" }
  }

  async stopReader(saleId: string): Promise<void> {
    this.reach(saleId)
    if (this.waiting && this.waiting.saleId !== saleId) {
      this.wrongStops += 1
    }
    this.present("walk_away")
  }

  async void(saleId: string): Promise<"canceled" | "paid" | "unknown"> {
    this.calls += 1
    const intent = this.intents.get(saleId)
    if (this.isAway || !intent) {
      return "unknown"
    }
    if (intent.state === "succeeded") {
      return "paid"
    }
    intent.state = "canceled"
    if (this.waiting?.saleId === saleId) {
      this.present("walk_away")
    }
    return "canceled"
  }

  capture(saleId: string): "succeeded" | "canceled" {
    const intent = this.reach(saleId)
    if (intent.state === "authorized") {
      intent.state = "succeeded"
      intent.charges += 1
      this.events.push({ saleId, kind: "succeeded" })
    }
    if (intent.state === "open") {
      throw new Error("captured without a card")
    }
    return intent.state
  }

  /** A webhook arrives. */
  tell(): string | undefined {
    const event = this.events.shift()
    const intent = event && this.intents.get(event.saleId)
    if (event?.kind === "failed" && intent) {
      intent.failedAt = this.now()
    }
    return event?.saleId
  }

  private reach(saleId: string): SimulatedIntent {
    this.calls += 1
    const intent = this.intents.get(saleId)
    if (this.isAway || !intent) {
      throw new Error("WolffPay does not answer")
    }
    return intent
  }
}

function reply(one: Waiting, answer: CardAnswer): void {
  if (!one.isCut) {
    one.answer(answer)
  }
}
