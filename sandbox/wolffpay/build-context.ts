import { randomBytes } from "node:crypto"
import { Clock } from "../shared/core/clock"
import type { Context } from "./core/context"
import { Ids } from "./core/ids"
import { Scheduler } from "../shared/core/scheduler"
import type { Settings } from "./core/settings"
import { defaultSettings } from "./core/settings"
import type { State } from "./core/state"
import { emptyState } from "./core/state"
import type { StateStore } from "./core/state-file"
import { FileStore, MemoryStore } from "./core/state-file"
import { FaultDesk } from "./faults/fault-desk"
import { IdempotencyDesk } from "./http/idempotency"
import { RateLimiter } from "./http/rate-limit"
import type { CheckedOptions, SandboxOptions } from "./options"
import { settleLater } from "./payments/payment-book"
import { TerminalDesk } from "./stripe-terminal/terminal-desk"
import { newReader } from "./terminal/reader"
import { ReaderFloor } from "./terminal/reader-floor"
import { WebhookQueue } from "./webhooks/webhook-queue"

const KEEP_REQUESTS = 200

/** Puts the parts of one sandbox together and reads what its state file left. */
export function buildContext(options: SandboxOptions, checked: CheckedOptions): Context {
  const log = options.log ?? (() => undefined)
  const store: StateStore =
    options.stateFile === undefined ? new MemoryStore() : new FileStore(options.stateFile, log)
  const state = store.load() ?? emptyState(defaultSettings())
  Object.assign(state.settings, settingsOf(options))
  addReaders(state, options)
  const clock = new Clock(options.now ?? Date.now, state.clockOffsetMs)
  const ids = new Ids(options.random ?? randomBytes)
  const scheduler = new Scheduler(clock)
  const parts = {
    state,
    clock,
    ids,
    scheduler,
    apiKeys: checked.apiKeys,
    rate: new RateLimiter(checked.requestsPerMinute),
    faults: new FaultDesk(() => ids.fault()),
    readers: new ReaderFloor(clock, scheduler),
    terminals: new TerminalDesk(clock, ids),
    log,
    commit: () => store.save(() => forDisk(ctx.state)),
  }
  const idempotency = new IdempotencyDesk(
    () => ctx.state.idempotency,
    () => clock.now()
  )
  const owner = {
    ...parts,
    get state() {
      return ctx.state
    },
  }
  const webhooks = new WebhookQueue(owner, checked.retrySchedule)
  const ctx: Context = { ...parts, idempotency, webhooks }
  return ctx
}

/** Only what was asked for: what the state file knows is not overwritten by a default. */
function settingsOf(options: SandboxOptions): Partial<Settings> {
  return {
    ...(options.webhookUrl === undefined ? {} : { webhookUrl: options.webhookUrl }),
    ...(options.webhookSecret === undefined ? {} : { webhookSecrets: [options.webhookSecret] }),
    ...(options.paymentLatencyMs === undefined
      ? {}
      : { paymentLatencyMs: options.paymentLatencyMs }),
  }
}

export function freshState(options: SandboxOptions): State {
  const state = emptyState({ ...defaultSettings(), ...settingsOf(options) })
  addReaders(state, options)
  return state
}

/** A reader that is registered already keeps what was done to it. */
function addReaders(state: State, { readers = [] }: SandboxOptions): void {
  for (const reader of readers) {
    if (state.readers.some(({ id }) => id === reader.id)) continue
    state.readers.push({ ...newReader(reader.id), ...reader })
  }
}

/** The log of requests is long and of no use after a restart: most of it is left out of every write. */
function forDisk(state: State): State {
  return { ...state, requests: state.requests.slice(-KEEP_REQUESTS) }
}

/** Goes on with what was under way when the state was last saved. Only once the port is ours: two must not send. */
export function takeUp(ctx: Context): void {
  for (const payment of ctx.state.payments) {
    if (payment.settlesAt === null) continue
    settleLater(ctx, payment, payment.settlesAt, !payment.settleFails)
  }
  ctx.webhooks.resume()
}
