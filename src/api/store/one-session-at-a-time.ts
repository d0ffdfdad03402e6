import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { DEADLINES } from "../../modules/wolffpay/deadlines"
import type { StoreErrorCode } from "../../modules/wolffpay/store-errors"
import { untilAnswered } from "../until-answered"
import { startedAt } from "./started-at"

/**
 * Core takes no lock when a payment session is started: of two at once, such as a shopper who changes his mind while the first
 * way to pay is still loading, one fails on what the other has deleted, or both are left to be paid. Here the last one to come in
 * stands.
 */
export async function oneSessionAtATime(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  let isHeld = false
  // The wait for its turn counts too.
  startedAt(req)
  try {
    await req.scope.resolve(Modules.LOCKING).execute(
      `wolffpay:collection:${req.params.id}`,
      async () => {
        isHeld = true
        const answered = untilAnswered(res)
        next()
        await answered
      },
      { timeout: DEADLINES.turn / 1000 }
    )
  } catch (error) {
    if (isHeld) {
      throw error
    }
    // Core's own words for a conflict would replace these.
    const code: StoreErrorCode = "service_unavailable"
    const message = "Another payment for this cart is being started. Please try again in a moment."
    res.status(409).json({ type: MedusaError.Types.CONFLICT, code, message })
  }
}
