import type { MedusaContainer } from "@medusajs/framework/types"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { formatMinor, toMajorUnits } from "../../modules/wolffpay/money"
import { notKnownYet } from "../../modules/wolffpay/refund-outcome"
import { refundedAmount } from "../../modules/wolffpay/refunded-amount"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { noteOfRequest } from "../../modules/wolffpay/terminal/refund-note"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"
import { completeSession } from "../record-refunds/complete-session"
import { isInFlight } from "../record-refunds/in-flight"
import { wasMadeMeanwhile } from "../record-refunds/made-meanwhile"
import { refundObstacle } from "../record-refunds/refund-obstacle"
import { forgetCutOff } from "../record-refunds/unmade-refunds"
import { withSessionLock } from "../session-lock"
import { existingSale } from "./existing-sale"

/** Seconds; a clerk waits. */
const WAIT_SECONDS = 15

/** Gives money back to the card, all that is left without an amount (minor units). The same request is the same refund. */
export async function refundSale(
  container: MedusaContainer,
  id: string,
  request: { request_id: string; amount?: number; clerkId: string }
): Promise<TerminalSaleRow> {
  const { refunds } = pluginService(container)
  const askedAt = await refunds.now()
  const sale = await existingSale(container, id)
  const { session_id, payment_id } = sale
  if (!session_id || !payment_id) {
    throw new TerminalRefusal(
      "sale_not_paid",
      "This sale is not paid, so there is nothing to refund."
    )
  }
  const note = noteOfRequest(request.request_id)
  return withSessionLock(
    container,
    session_id,
    async () => {
      const known = await refunds.ofIntent(sale.intent_id ?? "")
      const asked = known.filter((row) => row.request_ids.includes(request.request_id))
      // Medusa's own row is no proof: core writes it before WolffPay is asked.
      const made = asked.find((row) => row.state === "made")
      if (made) {
        assertSame(sale, made.amount, request.amount)
        return existingSale(container, id)
      }
      if (asked.some((row) => isInFlight(row, Date.now()))) {
        throw notKnownYet()
      }
      await assertNotRepeated(container, { sale, session_id, askedAt }, request.amount)
      const amount = await refundable(container, sale, request.amount)
      await completeSession(container, session_id)
      const obstacle = await refundObstacle(container, session_id, amount)
      if (obstacle) {
        throw new TerminalRefusal("refund_blocked", obstacle)
      }
      await forgetCutOff(container, session_id, payment_id, note)
      await refundPaymentWorkflow(container).run({
        input: { payment_id, amount: toMajorUnits(amount), note, created_by: request.clerkId },
      })
      await completeSession(container, session_id)
      await pluginService(container).sales.touch(id)
      return existingSale(container, id)
    },
    WAIT_SECONDS
  )
}

/** A clerk who typed another amount after the first try must not be told that it was given back. */
function assertSame(sale: TerminalSaleRow, made: number, asked = made): void {
  if (asked !== made) {
    throw new TerminalRefusal(
      "refund_differs",
      `${formatMinor(made, sale.currency)} was refunded by this request already; ${formatMinor(asked, sale.currency)} was not. Look at the sale before you refund again.`,
      { amount: made, currency_code: sale.currency }
    )
  }
}

/** Two windows with the same sale: the second waits for the first, and does not show yet what that one gave back. */
async function assertNotRepeated(
  container: MedusaContainer,
  { sale, session_id, askedAt }: { sale: TerminalSaleRow; session_id: string; askedAt: Date },
  amount: number | undefined
): Promise<void> {
  if (amount !== undefined && (await wasMadeMeanwhile(container, session_id, amount, askedAt))) {
    throw new TerminalRefusal(
      "refund_repeated",
      `${formatMinor(amount, sale.currency)} was refunded while this request waited. Look at the sale; to refund the same amount once more, ask again.`,
      { amount, currency_code: sale.currency }
    )
  }
}

async function refundable(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  asked: number | undefined
): Promise<number> {
  const refunds = await pluginService(container).refunds.ofIntent(sale.intent_id ?? "")
  const left = sale.amount - refundedAmount(refunds)
  const amount = asked ?? left
  if (left <= 0) {
    throw new TerminalRefusal("refunded_in_full", "This sale is refunded in full already.")
  }
  if (amount > left) {
    throw new TerminalRefusal(
      "refund_too_big",
      `Only ${formatMinor(left, sale.currency)} of this sale is left to refund.`,
      { left, currency_code: sale.currency }
    )
  }
  return amount
}
