import type { FaultDesk } from "../faults/fault-desk"
import type { RateLimiter } from "../http/rate-limit"
import type { IdempotencyDesk } from "../http/idempotency"
import type { TerminalDesk } from "../stripe-terminal/terminal-desk"
import type { ReaderFloor } from "../terminal/reader-floor"
import type { WebhookQueue } from "../webhooks/webhook-queue"
import type { Clock } from "../../shared/core/clock"
import type { Ids } from "./ids"
import type { Scheduler } from "../../shared/core/scheduler"
import type { State } from "./state"

/** What every part of one running sandbox shares. */
export interface Context {
  /** Replaced as a whole by a reset, so it is always read through the context. */
  state: State
  readonly clock: Clock
  readonly ids: Ids
  readonly scheduler: Scheduler
  readonly apiKeys: readonly string[]
  readonly rate: RateLimiter
  readonly idempotency: IdempotencyDesk
  readonly faults: FaultDesk
  readonly webhooks: WebhookQueue
  readonly readers: ReaderFloor
  /** Who holds a connection token, and which browser drives which reader. */
  readonly terminals: TerminalDesk
  readonly log: (line: string) => void
  /** Resolves when the state as it is now is safe on the disk. */
  commit(): Promise<void>
}
