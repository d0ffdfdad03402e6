import type { MedusaContainer } from "@medusajs/framework/types"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { pluginService } from "../plugin-service"
import type { Books } from "./load-books"
import { problemOf } from "./problem-of"

/** Places the order of a cart that is paid with this session. Returns what stands in the way, if anything. */
export async function completeCart(
  container: MedusaContainer,
  cartId: string,
  books: Books
): Promise<string | undefined> {
  await dropRivals(container, books)
  const { errors } = await completeCartWorkflow(container).run({
    input: { id: cartId },
    throwOnError: false,
  })
  return problemOf(errors)
}

/**
 * Core authorizes the first session that it finds. Sessions that were started at the same time stand side by side, so the
 * unpaid ones are given up first; one that is paid too refuses, and whichever comes second is a second payment.
 */
async function dropRivals(container: MedusaContainer, books: Books): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT)
  const sessions = await payments.listPaymentSessions(
    { payment_collection_id: books.session.payment_collection_id },
    { relations: ["payment"] }
  )
  for (const rival of sessions) {
    if (rival.id === books.session.id || rival.payment) {
      continue
    }
    try {
      await payments.deletePaymentSession(rival.id)
    } catch {
      pluginService(container).logger.info(
        `WolffPay: ${rival.id} stays beside ${books.session.id}, it is paid as well.`
      )
    }
  }
}

/** Whether the collection's amount is covered by the payments of other sessions: this money came twice. */
export async function isPaidOtherwise(container: MedusaContainer, books: Books): Promise<boolean> {
  const collection = await container
    .resolve(Modules.PAYMENT)
    .retrievePaymentCollection(books.session.payment_collection_id, { relations: ["payments"] })
  const others = (collection.payments ?? []).filter(
    (payment) => !payment.canceled_at && payment.id !== books.payment?.id
  )
  const covered = others.reduce((sum, payment) => sum + Number(payment.amount), 0)
  return others.length > 0 && covered >= Number(collection.amount)
}
