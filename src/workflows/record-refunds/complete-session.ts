import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../../modules/wolffpay/describe-error"
import { pluginService } from "../plugin-service"
import { completeCredits } from "../record-credits/complete-credits"
import { completeBookings } from "./complete-bookings"

/**
 * Completes what was booked of a session, at once: for whoever holds its lock and knows that no refund of core's is under
 * way. A failure is left to the job.
 */
export async function completeSession(
  container: MedusaContainer,
  sessionId: string
): Promise<void> {
  const service = pluginService(container)
  try {
    for (const intent of await service.intents.ofSession(sessionId)) {
      if (intent.intent_id !== null) {
        await completeBookings(container, { ...intent, intent_id: intent.intent_id }, () => true)
      }
    }
    for (const invoice of await service.invoices.ofSession(sessionId)) {
      await completeCredits(container, invoice, () => true)
    }
  } catch (error) {
    service.logger.warn(
      `WolffPay refunds of ${sessionId} could not be booked in full; the job tries again: ${describeError(error)}`
    )
  }
}
