import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { Order } from "../orders/order"
import { startWorkflowAt } from "../orders/order-book"

export function startNow(ctx: Context, order: Order): void {
  if (order.workflowStartedAt !== null) throw new Refusal(409, "The workflow is started already")
  startWorkflowAt(ctx, order, ctx.clock.now())
  ctx.scheduler.wake()
}
