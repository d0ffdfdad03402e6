const WINDOW_MS = 60_000
const MAX_KEYS = 1000

/** Counts events of the last minute by key. Per process; only calls depend on it, never money. `clock`: ms, never set back. */
export class LookLimiter {
  private readonly looks = new Map<string, number[]>()

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Counts one; false when this key has had its share of the last minute. */
  allow(key: string, limit: number): boolean {
    const now = this.clock()
    const recent = (this.looks.get(key) ?? []).filter((at) => now - at < WINDOW_MS)
    const isAllowed = recent.length < limit
    this.looks.delete(key)
    this.looks.set(key, isAllowed ? [...recent, now] : recent)
    const [oldest] = this.looks.keys()
    if (oldest !== undefined && this.looks.size > MAX_KEYS) {
      this.looks.delete(oldest)
    }
    return isAllowed
  }
}
