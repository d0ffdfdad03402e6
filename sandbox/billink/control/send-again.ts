import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { OrderEvent } from "../orders/order"
import { ORDER_EVENTS } from "../orders/order"
import { emitOrder, requireOrder } from "../orders/order-book"
import { findSession } from "../sessions/find-session"
import type { SessionStatus } from "../sessions/session"
import { SESSION_STATUSES } from "../sessions/session"
import { emitSession } from "../sessions/session-book"
import type { Delivery } from "../webhooks/delivery"

/** The last one about this invoice again, in every generation that it was sent in; with an event, a new one. */
export function sendAgain(
  ctx: Context,
  key: string,
  event: SessionStatus | OrderEvent | undefined
): Delivery[] {
  const sent = ctx.state.deliveries.slice()
  const { invoiceNumber } = findSession(ctx, key)
  if (event === undefined) {
    const own = sent.filter((one) => one.invoiceNumber === invoiceNumber)
    const last = own.at(-1)
    if (!last) throw new Refusal(409, "No webhook was sent about it yet")
    const same = own.filter((one) => one.event === last.event && one.body === last.body)
    const again = [...new Map(same.map((one) => [one.generation, one])).values()]
    for (const delivery of again) ctx.webhooks.resend(delivery)
    return again
  }
  const status = SESSION_STATUSES.find((one) => one === event)
  const orderEvent = ORDER_EVENTS.find((one) => one === event)
  if (status) emitSession(ctx, findSession(ctx, key), status)
  else if (orderEvent) emitOrder(ctx, requireOrder(ctx, key), orderEvent)
  return ctx.state.deliveries.filter((one) => !sent.includes(one))
}
