import type { Context } from "../core/context"
import type { ActiveFault } from "../faults/fault-desk"
import type { FaultRule } from "../faults/fault-rule"

/** Takes orders in; `pause` and `resume` are carried out at once and do not stay in the list. */
export function orderFaults(ctx: Context, rules: readonly FaultRule[]): ActiveFault[] {
  const added: ActiveFault[] = []
  for (const rule of rules) {
    if (rule.kind === "pause") ctx.state.settings.webhooksPaused = true
    else if (rule.kind === "resume") {
      ctx.state.settings.webhooksPaused = false
      ctx.webhooks.resume()
    } else added.push(ctx.faults.add(rule))
  }
  return added
}
