import type { AddressInfo } from "node:net"
import { close, listen, stop, urlHost } from "../shared/http/lifecycle"
import { buildContext, freshState, takeUp } from "./build-context"
import { Control } from "./control/control"
import type { Context } from "./core/context"
import { createServer } from "./http/create-server"
import type { BillinkSandboxOptions, CheckedOptions } from "./options"
import { checkOptions } from "./options"

export type { Violation } from "../shared/core/logs"
export type { BillinkSandboxOptions } from "./options"
export type { Control, StateDump } from "./control/control"
export type { Forgery } from "./control/forge"
export type { LedgerLine } from "./control/ledger"
export type { RequestLogEntry } from "./core/logs"
export type { Paths } from "./core/paths"
export type { Settings } from "./core/settings"
export type { SettingsPatch } from "./core/settings-patch"
export type { FaultRule, RequestFault, WebhookFault } from "./faults/fault-rule"
export type { Order, OrderEvent } from "./orders/order"
export type { Session, SessionStatus } from "./sessions/session"
export type { Delivery, DeliveryAttempt, DeliveryState } from "./webhooks/delivery"
export { Refusal } from "../shared/core/refusal"
export { DEFAULT_ACCOUNT } from "./core/account"
export { signV3 } from "./webhooks/signature"

export interface BillinkSandbox {
  /** `http://127.0.0.1:4020`, without a slash at the end: the API's base URL. */
  url: string
  username: string
  id: string
  port: number
  control: Control
  close(): Promise<void>
}

/** Starts a simulated Billink. Rejects when an option is wrong, the port is taken or the state file unusable. */
export async function startBillinkSandbox(
  options: BillinkSandboxOptions = {}
): Promise<BillinkSandbox> {
  const checked = checkOptions(options)
  const ctx = buildContext(options, checked)
  const control = new Control(ctx, () => startOver(ctx, checked))
  const server = createServer(ctx, control)
  let url: string
  let port: number
  try {
    await listen(server, checked.port, checked.host)
    port = (server.address() as AddressInfo).port
    url = `http://${urlHost(checked.host)}:${port}`
    ctx.publicUrl = checked.publicUrl ?? url
    await ctx.commit()
    takeUp(ctx)
  } catch (error) {
    stop(server, ctx)
    throw error
  }
  return { url, ...checked.account, port, control, close: () => close(server, ctx) }
}

function startOver(ctx: Context, checked: CheckedOptions): void {
  ctx.scheduler.clear()
  ctx.faults.clear()
  ctx.clock.offset = 0
  ctx.state = freshState(checked)
}
