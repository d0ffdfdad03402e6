import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { capturePayment } from "../settle-payment/capture-payment"
import { type Books, loadBooks } from "../settle-payment/load-books"
import { bookAuthorization } from "../settle-payment/settle-authorized"
import type { Taken } from "./ports"

/**
 * Captures the approved card and books it on the order; or finds that done. Nothing else moves this session meanwhile. The
 * approval is booked by itself first, so that it does not hang on how core undoes a workflow whose capture fails.
 */
export async function takeMoney(container: MedusaContainer, sale: TerminalSaleRow): Promise<Taken> {
  const { session_id } = sale
  if (!session_id) {
    return { kind: "failed", problem: "the payment session is gone" }
  }
  return withSessionLock(container, session_id, async () => {
    const before = await loadBooks(container, session_id)
    if (before?.payment?.captured_at) {
      return { kind: "captured", paymentId: before.payment.id }
    }
    const problem = before ? await capture(container, before) : "the payment session is gone"
    const after = await loadBooks(container, session_id)
    if (after?.payment?.captured_at) {
      return { kind: "captured", paymentId: after.payment.id }
    }
    const [intent] = await pluginService(container).intents.ofSession(session_id)
    return intent?.state === "canceled"
      ? { kind: "gone" }
      : { kind: "failed", problem: problem ?? "the payment is not booked" }
  })
}

async function capture(container: MedusaContainer, before: Books): Promise<string | undefined> {
  if (before.payment) {
    return capturePayment(container, before)
  }
  const problem = await bookAuthorization(container, before)
  const books = await loadBooks(container, before.session.id)
  return books?.payment
    ? capturePayment(container, books)
    : (problem ?? "the approved card is not booked")
}
