import type { Clock } from "../../shared/core/clock"
import type { Scheduler } from "../../shared/core/scheduler"
import type { FaultDesk } from "../faults/fault-desk"
import type { WebhookQueue } from "../webhooks/webhook-queue"
import type { Account } from "./account"
import type { Ids } from "./ids"
import type { Paths } from "./paths"
import type { State } from "./state"

/** What every part of one running sandbox shares. */
export interface Context {
  /** Replaced as a whole by a reset, so it is always read through the context. */
  state: State
  readonly clock: Clock
  readonly ids: Ids
  readonly scheduler: Scheduler
  readonly account: Account
  readonly paths: Paths
  readonly faults: FaultDesk
  readonly webhooks: WebhookQueue
  /** Where shoppers reach the hosted page; known once the server listens. Without a slash at the end. */
  publicUrl: string
  readonly log: (line: string) => void
  /** Resolves when the state as it is now is safe on the disk. */
  commit(): Promise<void>
}
