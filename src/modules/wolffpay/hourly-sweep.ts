const HOUR_MS = 60 * 60 * 1000
/** What stood in the way may pass; at once it would only be met again. */
const RETRY_MS = 5 * 60 * 1000

/**
 * When a look that costs much is due again in this process: an hour after it went well, five minutes after it broke off. Ages
 * within a process are counted by a clock that nobody can set.
 */
export class HourlySweep {
  private dueAt = 0

  isDue(now = performance.now()): boolean {
    return now >= this.dueAt
  }

  noteDone(now = performance.now()): void {
    this.dueAt = now + HOUR_MS
  }

  noteBrokenOff(now = performance.now()): void {
    this.dueAt = now + RETRY_MS
  }
}
