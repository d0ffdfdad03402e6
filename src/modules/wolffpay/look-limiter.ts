const WINDOW_MS = 60_000
const MAX_INTENTS = 1000

/**
 * How often a shopper may make the shop ask WolffPay about one intent: without a bound, completing an unpaid cart over and
 * over would spend the whole budget (R19). Per process; only calls depend on it, never money.
 */
export class LookLimiter {
  private readonly looks = new Map<string, number[]>()

  constructor(
    private readonly limit: number,
    private readonly clock: () => number = Date.now
  ) {}

  /** Counts one look; false when this intent has had its share of the last minute. */
  allow(id: string): boolean {
    const now = this.clock()
    const recent = (this.looks.get(id) ?? []).filter((at) => now - at < WINDOW_MS)
    const isAllowed = recent.length < this.limit
    this.looks.delete(id)
    this.looks.set(id, isAllowed ? [...recent, now] : recent)
    const [oldest] = this.looks.keys()
    if (oldest !== undefined && this.looks.size > MAX_INTENTS) {
      this.looks.delete(oldest)
    }
    return isAllowed
  }
}
