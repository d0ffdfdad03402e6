/** The sandbox's own time: the machine's (or an injected one), moved forward by the switchboard. */
export class Clock {
  constructor(
    private readonly base: () => number,
    private offsetMs = 0
  ) {}

  /** Milliseconds since 1970 in the sandbox. */
  now(): number {
    return this.base() + this.offsetMs
  }

  /**
   * The time that webhooks are signed with. It does not follow `advance`: the receiver compares it with
   * its own clock and would refuse every event after the sandbox was moved a week ahead.
   */
  signingTime(): number {
    return this.base()
  }

  get offset(): number {
    return this.offsetMs
  }

  set offset(offsetMs: number) {
    this.offsetMs = offsetMs
  }

  iso(): string {
    return new Date(this.now()).toISOString()
  }
}
