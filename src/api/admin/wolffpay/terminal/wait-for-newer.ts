import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"
import { inBackground, takeUpSale } from "../../../../workflows/run-terminal-sale/take-up"

const WAIT_MS = 20_000
const POLL_MS = 200

/**
 * Until the sale's row has a newer version than the till knows, or for twenty seconds. Only the row is read. A sale that is due
 * and that nobody is at (its process died) is taken up, so that no till waits for the job.
 */
export async function waitForNewer(
  req: AuthenticatedMedusaRequest,
  id: string,
  known: number
): Promise<void> {
  const { sales } = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const until = Date.now() + WAIT_MS
  let isGone = false
  req.on("close", () => (isGone = true))
  let isTaken = false
  while (Date.now() < until && !isGone) {
    const now = await sales.glance(id)
    if (!now || now.version > known) {
      return
    }
    if (now.is_due && !isTaken) {
      isTaken = true
      inBackground(req.scope, id, takeUpSale(req.scope, id))
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
