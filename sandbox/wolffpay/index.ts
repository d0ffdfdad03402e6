import type { AddressInfo } from "node:net"
import { close, listen, stop, urlHost } from "../shared/http/lifecycle"
import { buildContext, freshState, takeUp } from "./build-context"
import { Control } from "./control/control"
import type { Context } from "./core/context"
import { createServer } from "./http/create-server"
import type { SandboxOptions } from "./options"
import { checkOptions } from "./options"

export type { SandboxOptions } from "./options"
export type { Control, PayOrder, StateDump } from "./control/control"
export type { ForeignPayment } from "./control/foreign-payment"
export type { LedgerLine } from "./control/ledger"
export type { RequestLogEntry, Violation } from "./core/logs"
export type { Settings } from "./core/settings"
export type { SettingsPatch } from "./core/settings-patch"
export type { FaultRule, RequestFault, WebhookFault } from "./faults/fault-rule"
export type { Payment, PaymentStatus } from "./payments/payment"
export type { Refund, RefundStatus } from "./refunds/refund"
export type { Reader } from "./terminal/reader"
export type { Delivery, DeliveryAttempt, DeliveryState } from "./webhooks/delivery"
export { DEFAULT_API_KEY, DEFAULT_WEBHOOK_SECRET } from "./core/api-key"
export { Refusal } from "../shared/core/refusal"
export { signatureHeader } from "./webhooks/webhook-signature"

export interface WolffPaySandbox {
  /** `http://127.0.0.1:4010`, without a slash at the end: the API's base URL. */
  url: string
  /** The first of the keys. */
  apiKey: string
  /** The secret that webhooks are signed with at the start. */
  webhookSecret: string
  port: number
  control: Control
  close(): Promise<void>
}

/** Starts a simulated WolffPay. Rejects when an option is wrong, the port is taken or the state file unusable. */
export async function startWolffPaySandbox(options: SandboxOptions = {}): Promise<WolffPaySandbox> {
  const checked = checkOptions(options)
  const ctx = buildContext(options, checked)
  const control = new Control(ctx, () => startOver(ctx, options))
  const server = createServer(ctx, control)
  try {
    await listen(server, checked.port, checked.host)
    await ctx.commit()
    takeUp(ctx)
  } catch (error) {
    ctx.readers.close()
    stop(server, ctx)
    throw error
  }
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${urlHost(checked.host)}:${port}`,
    apiKey: checked.apiKeys[0] ?? "",
    webhookSecret: ctx.state.settings.webhookSecrets[0] ?? "",
    port,
    control,
    close: () => {
      ctx.readers.close()
      return close(server, ctx)
    },
  }
}

function startOver(ctx: Context, options: SandboxOptions): void {
  ctx.readers.close()
  ctx.terminals.clear()
  ctx.scheduler.clear()
  ctx.faults.clear()
  ctx.rate.reset()
  ctx.clock.offset = 0
  ctx.state = freshState(options)
}
