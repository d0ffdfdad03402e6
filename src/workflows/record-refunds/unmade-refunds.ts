import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { ATTEMPT_SECONDS, type RefundRow } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import type { Books } from "../settle-payment/load-books"
import { isHeld } from "./book-refund"
import { isInFlight } from "./in-flight"

/*
 * Core writes its refund before it calls our provider. When the process dies in between, or core cannot take it back after a
 * failure, Medusa shows money as given back that never left, and takes no full refund any more.
 */

/**
 * Takes such refunds out before the next one is asked for, as core does with one whose outcome is unknown: if WolffPay has it
 * after all, it is booked from there. `note` is of a request whose own refund may be among them, even before it had a row of
 * ours. Call inside the session's lock.
 */
export async function forgetCutOff(
  container: MedusaContainer,
  sessionId: string,
  paymentId: string,
  note?: string
): Promise<void> {
  const service = pluginService(container)
  const rows: RefundRow[] = []
  for (const { intent_id } of await service.intents.ofSession(sessionId)) {
    rows.push(...(intent_id === null ? [] : await service.refunds.ofIntent(intent_id)))
  }
  const payments = container.resolve(Modules.PAYMENT)
  const held = await payments.listRefunds({ payment_id: paymentId }, { select: ["id", "note"] })
  const unmade = held.filter((refund) => {
    const holders = rows.filter((row) => row.medusa_refund_id === refund.id)
    const isOurs = holders.length > 0 || (note !== undefined && refund.note === note)
    return isOurs && !holders.some((row) => row.state === "made" || isInFlight(row, Date.now()))
  })
  if (unmade.length > 0) {
    await payments.deleteRefunds(unmade.map(({ id }) => id))
  }
}

/**
 * An attempt of which it is certain that it moved no money. What Medusa still shows of it goes, and a person is told: somebody
 * may have relied on it. `known` is every refund of the intent, as WolffPay lists them. Call inside the session's lock.
 */
export async function endAttempt(
  container: MedusaContainer,
  { intent, books }: { intent: PaymentIntentRow; books: Books | undefined },
  attempt: RefundRow,
  known: readonly RefundRow[]
): Promise<void> {
  const service = pluginService(container)
  const { id, amount, medusa_refund_id } = attempt
  const isMade = known.some(
    (row) => row.state === "made" && row.medusa_refund_id === medusa_refund_id
  )
  if (medusa_refund_id !== null && !isMade && (await isHeld(container, medusa_refund_id))) {
    await service.flagAttention({
      ...attentionOf("refund_not_made", { ...intent, amount }),
      subject: id,
      payment_id: books?.payment?.id ?? null,
      order_id: books?.order?.id ?? null,
      amount_wolffpay: 0,
    })
    await container.resolve(Modules.PAYMENT).deleteRefunds([medusa_refund_id])
  }
  await service.refunds.setState(id, "not_made")
}

/** Whether whoever made this attempt has had the time to take Medusa's refund back. */
export function isLeft(attempt: RefundRow): boolean {
  return Date.now() - attempt.updated_at.getTime() > ATTEMPT_SECONDS * 1000
}
