import type { Query } from "./clock"
import type { ShopSandbox } from "../support/sandbox"

interface PaymentRow {
  session_id: string
  order_id: string | null
  captured: number
  refunded: number
  transactions: number
}

const PAYMENTS = `
  select payment.payment_session_id as session_id, link.order_id,
    (select coalesce(sum(amount), 0) from capture where payment_id = payment.id and deleted_at is null)::float as captured,
    (select coalesce(sum(amount), 0) from refund where payment_id = payment.id and deleted_at is null)::float as refunded,
    (select coalesce(sum(amount), 0) from order_transaction
       where order_id = link.order_id and deleted_at is null)::float as transactions
  from payment
  left join order_payment_collection link
    on link.payment_collection_id = payment.payment_collection_id and link.deleted_at is null
  where payment.deleted_at is null`

const cents = (major: number) => Math.round(major * 100)

/**
 * Both sides as they stand, in cents: what WolffPay took and gave back, and what Medusa believes. Read straight from the
 * tables, so that nothing under test has a say in it.
 */
export async function readBooks(query: Query, sandbox: ShopSandbox) {
  const payments = await query<PaymentRow>(PAYMENTS)
  const ofSession = new Map(payments.map((payment) => [payment.session_id, payment]))
  const { ledger } = sandbox.control.state()
  const lines = ledger
    .filter((line) => !line.foreign)
    .map((line) => {
      const payment = ofSession.get(line.description.split(" ").at(-1) ?? "")
      return {
        intent: line.paymentIntentId,
        charged: line.charged,
        wolffPay: line.charged - line.refunded - line.refundPending,
        medusa: payment ? cents(payment.captured) - cents(payment.refunded) : 0,
        order: payment ? cents(payment.transactions) : 0,
        hasOrder: Boolean(payment?.order_id),
      }
    })
  return {
    lines,
    orders: await query<{ id: string }>(`select id from "order" where deleted_at is null`),
    orderLinks: await query<{ cart_id: string; order_id: string }>(
      `select cart_id, order_id from order_cart where deleted_at is null`
    ),
    openEvents: await query<{ id: string; last_error: string | null }>(
      `select id, last_error from wolffpay_webhook_event where state = 'received'`
    ),
    attention: await query<{ reason: string; intent_id: string | null; notified_at: Date | null }>(
      `select reason, intent_id, notified_at from wolffpay_attention where resolved_at is null`
    ),
    unsettled: await query<{ intent_id: string | null }>(
      `select intent_id from wolffpay_payment_intent
       where state in ('succeeded', 'canceled') and settled_at is null and deleted_at is null`
    ),
  }
}

/**
 * What must hold after every mishap: both sides agree to the cent, each paid cart has exactly one order, nobody is charged
 * twice, and nothing waits unseen. `paidCarts` is how many carts the shoppers of the test have paid.
 */
export async function expectAgreement(query: Query, sandbox: ShopSandbox, paidCarts = 1) {
  const books = await readBooks(query, sandbox)
  for (const line of books.lines) {
    expect({ ...line, medusa: line.wolffPay }).toEqual(line)
    if (line.hasOrder) {
      expect({ ...line, order: line.wolffPay }).toEqual(line)
    }
  }
  expect(books.lines.filter((line) => line.charged > 0)).toHaveLength(paidCarts)
  expect(books.orders).toHaveLength(paidCarts)
  expect(books.orderLinks.map((link) => link.order_id).sort()).toEqual(
    books.orders.map((order) => order.id).sort()
  )
  expect(books.openEvents).toEqual([])
  expect(books.unsettled).toEqual([])
  return books
}
