import { randomBytes } from "node:crypto"
import { Clock } from "../shared/core/clock"
import { Scheduler } from "../shared/core/scheduler"
import { FileStore, MemoryStore } from "../shared/core/state-file"
import type { Context } from "./core/context"
import { Ids } from "./core/ids"
import { defaultSettings } from "./core/settings"
import type { State } from "./core/state"
import { emptyState, parseState } from "./core/state"
import { FaultDesk } from "./faults/fault-desk"
import type { BillinkSandboxOptions, CheckedOptions } from "./options"
import { startWorkflowAt } from "./orders/order-book"
import { isOpen } from "./sessions/session"
import { expireLater } from "./sessions/session-book"
import { WebhookQueue } from "./webhooks/webhook-queue"

const KEEP_REQUESTS = 200

/** Puts the parts of one sandbox together and reads what its state file left. */
export function buildContext(options: BillinkSandboxOptions, checked: CheckedOptions): Context {
  const log = options.log ?? (() => undefined)
  const store =
    options.stateFile === undefined
      ? new MemoryStore<State>()
      : new FileStore<State>(options.stateFile, log, parseState)
  const state = store.load() ?? emptyState(defaultSettings())
  Object.assign(state.settings, checked.settings)
  const clock = new Clock(options.now ?? Date.now, state.clockOffsetMs)
  const ids = new Ids(options.random ?? randomBytes)
  const scheduler = new Scheduler(clock)
  const parts = {
    state,
    clock,
    ids,
    scheduler,
    account: checked.account,
    paths: checked.paths,
    faults: new FaultDesk(() => ids.fault()),
    publicUrl: checked.publicUrl ?? "",
    log,
    commit: () => store.save(() => forDisk(ctx.state)),
  }
  const owner = {
    ...parts,
    get state() {
      return ctx.state
    },
  }
  const ctx: Context = { ...parts, webhooks: new WebhookQueue(owner, checked.retrySchedule) }
  return ctx
}

export function freshState({ settings }: CheckedOptions): State {
  return emptyState({ ...defaultSettings(), ...settings })
}

/** The log of requests is long and of no use after a restart: most of it is left out of every write. */
function forDisk(state: State): State {
  return { ...state, requests: state.requests.slice(-KEEP_REQUESTS) }
}

/** Goes on with what was under way when the state was last saved. Only once the port is ours: two must not send. */
export function takeUp(ctx: Context): void {
  for (const session of ctx.state.sessions) {
    if (isOpen(session)) expireLater(ctx, session)
  }
  for (const order of ctx.state.orders) {
    if (order.workflowStartsAt !== null && order.workflowStartedAt === null) {
      startWorkflowAt(ctx, order, order.workflowStartsAt)
    }
  }
  ctx.webhooks.resume()
}
