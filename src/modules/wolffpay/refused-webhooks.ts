const PAUSE_MS = 1000

/**
 * Counts refused webhooks (R20): for this process at once, for all of them by `write`, which is called once a second at most
 * however many are sent to us.
 */
export class RefusedWebhooks {
  private total = 0
  private unwritten = 0
  private problem = ""
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly write: (count: number, problem: string) => Promise<void>) {}

  /** Gives the number since this process started, this one included. */
  note(problem: string): number {
    this.total += 1
    this.unwritten += 1
    this.problem = problem
    if (!this.timer) {
      this.flush()
    }
    return this.total
  }

  private flush(): void {
    const count = this.unwritten
    this.unwritten = 0
    this.write(count, this.problem).catch(() => {
      // Tried again with the next one: the log has a line for each of them.
      this.unwritten += count
    })
    this.timer = setTimeout(() => {
      this.timer = undefined
      if (this.unwritten > 0) {
        this.flush()
      }
    }, PAUSE_MS)
    this.timer.unref()
  }
}
