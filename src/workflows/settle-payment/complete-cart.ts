import type { MedusaContainer } from "@medusajs/framework/types"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { pluginService } from "../plugin-service"
import { covers } from "./covers"
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

/**
 * Whether the payments of other sessions cover this collection: this money came twice. Told by session, because this
 * session's own payment may be written while we look.
 */
export async function isPaidOtherwise(
  container: MedusaContainer,
  { session }: Books
): Promise<boolean> {
  const payments = container.resolve(Modules.PAYMENT)
  const collectionId = session.payment_collection_id
  const sessions = await payments.listPaymentSessions(
    { payment_collection_id: collectionId },
    { relations: ["payment"] }
  )
  const paid = sessions
    .filter((other) => other.id !== session.id && other.payment && !other.payment.canceled_at)
    .map((other) => other.amount)
  if (covers(paid, session.amount)) {
    return true
  }
  // A change of the cart that was refused half way may have left a greater amount on the collection.
  const { amount } = await payments.retrievePaymentCollection(collectionId)
  return covers(paid, amount)
}
