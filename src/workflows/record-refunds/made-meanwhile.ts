import type { MedusaContainer } from "@medusajs/framework/types"
import { pluginService } from "../plugin-service"

/** Whether this amount (minor units) was refunded since it was asked for: a second click, or another window. */
export async function wasMadeMeanwhile(
  container: MedusaContainer,
  sessionId: string,
  amount: number,
  askedAt: Date
): Promise<boolean> {
  const service = pluginService(container)
  const isRepeat = (row: { origin: string; amount: number; booked_at: Date | null }): boolean =>
    row.origin === "medusa" &&
    row.amount === amount &&
    row.booked_at !== null &&
    row.booked_at >= askedAt
  for (const intent of await service.intents.ofSession(sessionId)) {
    const refunds = intent.intent_id ? await service.refunds.ofIntent(intent.intent_id) : []
    if (refunds.some(isRepeat)) {
      return true
    }
  }
  for (const invoice of await service.invoices.ofSession(sessionId)) {
    if ((await service.credits.ofInvoice(invoice.id)).some(isRepeat)) {
      return true
    }
  }
  return false
}
