import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { toMajorUnits, toMinorUnits } from "../../modules/wolffpay/money"
import type { BookedRow, Bookings } from "../../modules/wolffpay/tables/bookings"
import type { BookedOrder } from "../settle-payment/load-books"
import { problemOf } from "../settle-payment/problem-of"
import { creditDue } from "./credit-due"
import { readAccount } from "./order-account"

/** Medusa's refund: what its line on the order has to say. Major units, as Medusa has them. */
export type MedusaRefund = { id: string; amount: number }

type Line = { id: string; amount: number }

const REFUND = "refund"

/**
 * Core writes a refund's line on the order after the money has moved, and beside the next refund it writes a line that is
 * missing with the next one's amount. Both are mended here, with the credit line that core leaves out together with the
 * line. (A process that dies between core's line and core's credit line leaves an order that shows the amount as open: that
 * cannot be told from an order that has it open.) Returns what stands in the way.
 */
export async function mendLine(
  container: MedusaContainer,
  order: BookedOrder,
  { bookings, row, refund }: { bookings: Bookings; row: BookedRow; refund: MedusaRefund }
): Promise<string | undefined> {
  const orders = container.resolve(Modules.ORDER)
  const lines = await linesOf(orders, order.id, refund.id)
  const wanted = toMinorUnits(refund.amount)
  const right = lines.find((line) => -toMinorUnits(line.amount) === wanted)
  let credit = row.credit_due ?? 0
  if (!right && row.credit_due === null) {
    const { pending } = await readAccount(container, order.id)
    const stated = lines.reduce((sum, line) => sum - toMinorUnits(line.amount), 0)
    credit = creditDue(pending - stated, wanted)
    await bookings.noteCreditDue(row.id, credit)
  }
  await removeLines(
    orders,
    order,
    lines.filter((line) => line !== right)
  )
  if (!right) {
    await orders.addOrderTransactions({
      order_id: order.id,
      amount: MathBN.mult(refund.amount, -1).toNumber(),
      currency_code: order.currency_code,
      reference: REFUND,
      reference_id: refund.id,
    })
  }
  return credit > 0 ? addCredit(container, order.id, refund.id, credit) : undefined
}

async function linesOf(
  orders: IOrderModuleService,
  orderId: string,
  refundId: string
): Promise<Line[]> {
  const lines = await orders.listOrderTransactions(
    { order_id: orderId, reference: REFUND, reference_id: refundId },
    { select: ["id", "amount"] }
  )
  return lines.map(({ id, amount }) => ({ id, amount: Number(amount) }))
}

async function addCredit(
  container: MedusaContainer,
  orderId: string,
  refundId: string,
  credit: number
): Promise<string | undefined> {
  const { credits, pending } = await readAccount(container, orderId)
  // No more than is open now: somebody may have settled it meanwhile, and core allows no more either.
  const amount = Math.min(credit, pending)
  if (amount <= 0 || credits.includes(refundId)) {
    return undefined
  }
  const { errors } = await createOrderCreditLinesWorkflow(container).run({
    input: {
      id: orderId,
      credit_lines: [
        {
          amount: toMajorUnits(amount),
          reference: REFUND,
          reference_id: refundId,
        },
      ],
    },
    throwOnError: false,
  })
  return problemOf(errors)
}

/**
 * Core takes a line that goes out of the summary of the order's version in which it was written, which a credit line has made
 * an old one: it is brought into the present one first.
 */
export async function removeLines(
  orders: IOrderModuleService,
  order: Pick<BookedOrder, "id">,
  lines: readonly { id: string }[]
): Promise<void> {
  if (lines.length === 0) {
    return
  }
  const { version } = await orders.retrieveOrder(order.id, { select: ["id", "version"] })
  const { updateOrderTransactions } = orders as Partial<LineUpdater>
  await updateOrderTransactions?.call(
    orders,
    lines.map(({ id }) => ({ id, version }))
  )
  await orders.deleteOrderTransactions(lines.map(({ id }) => id))
}

/** Made for every model of the module, but not in its interface. */
type LineUpdater = {
  updateOrderTransactions(data: { id: string; version: number }[]): Promise<unknown>
}
