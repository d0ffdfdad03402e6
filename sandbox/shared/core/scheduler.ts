import type { Clock } from "./clock"

/** An injected clock may jump while we sleep, so we look at it again at least this often. */
const LOOK_AGAIN_MS = 100

interface Task {
  dueAt: number
  run: () => void
}

/** Runs tasks at moments of the sandbox's clock. A task is known by its key; scheduling it again replaces it. */
export class Scheduler {
  private readonly tasks = new Map<string, Task>()
  private timer: NodeJS.Timeout | undefined
  private closed = false

  constructor(private readonly clock: Clock) {}

  schedule(key: string, dueAt: number, run: () => void): void {
    if (this.closed) return
    this.tasks.set(key, { dueAt, run })
    this.arm()
  }

  cancel(key: string): void {
    this.tasks.delete(key)
  }

  /** Starts everything that is due now, in the order in which it fell due. */
  wake(): void {
    const now = this.clock.now()
    const due = [...this.tasks.entries()].filter(([, task]) => task.dueAt <= now)
    due.sort(([, a], [, b]) => a.dueAt - b.dueAt)
    for (const [key, task] of due) {
      if (this.tasks.get(key) !== task) continue
      this.tasks.delete(key)
      task.run()
    }
    this.arm()
  }

  clear(): void {
    this.tasks.clear()
    this.arm()
  }

  close(): void {
    this.closed = true
    this.clear()
  }

  private arm(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.tasks.size === 0) return
    const next = Math.min(...[...this.tasks.values()].map((task) => task.dueAt))
    const wait = Math.min(Math.max(next - this.clock.now(), 0), LOOK_AGAIN_MS)
    this.timer = setTimeout(() => this.wake(), wait)
    this.timer.unref()
  }
}
