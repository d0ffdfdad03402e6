type Sleeper = { at: number; wake: () => void }

/** A clock that only moves when told to, and lets everybody work in between. */
export class SimulatedTime {
  private current = Date.UTC(2030, 0, 1)
  private readonly sleepers: Sleeper[] = []

  readonly now = (): number => this.current

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.sleepers.push({ at: this.current + ms, wake })
    })

  /** Whatever falls due meanwhile happens at its own moment. */
  async pass(ms: number): Promise<void> {
    const end = this.current + ms
    await settle()
    for (;;) {
      const next = this.earliest(end)
      if (!next) {
        break
      }
      this.current = Math.max(this.current, next.at)
      this.sleepers.splice(this.sleepers.indexOf(next), 1)
      next.wake()
      await settle()
    }
    this.current = end
  }

  private earliest(end: number): Sleeper | undefined {
    return this.sleepers
      .filter(({ at }) => at <= end)
      .reduce<Sleeper | undefined>(
        (first, one) => (first === undefined || one.at < first.at ? one : first),
        undefined
      )
  }
}

/** Until no promise has anything left to do at this moment. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
