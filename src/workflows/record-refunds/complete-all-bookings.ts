import type { MedusaContainer } from "@medusajs/framework/types"
import { tellRefunded } from "../../modules/wolffpay/close-refund"
import { describeError } from "../../modules/wolffpay/describe-error"
import { ATTEMPT_SECONDS } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { completeBookings } from "./complete-bookings"

const INTENTS_PER_RUN = 50
/** Seconds; whoever holds a payment's lock leaves it for the next run. */
const WAIT = 2

/** What a crash or an open change of an order left half booked, and refunds of which the shop was not told. */
export async function completeAllBookings(container: MedusaContainer): Promise<void> {
  const service = pluginService(container)
  for (const refund of await service.bookings.claimUntold()) {
    await tellRefunded(service, refund)
  }
  const due = await service.bookings.intentsToComplete(INTENTS_PER_RUN, ATTEMPT_SECONDS)
  for (const intentId of due) {
    const intent = await service.intents.ofIntent(intentId)
    if (!intent) {
      continue
    }
    const known = { ...intent, intent_id: intentId }
    try {
      await withSessionLock(
        container,
        intent.session_id,
        () => completeBookings(container, known),
        WAIT
      )
    } catch (error) {
      service.logger.warn(
        `WolffPay refunds of ${intentId} could not be booked in full; it is tried again: ${describeError(error)}`
      )
    }
  }
}
