import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"
import type { TerminalSaleRow } from "../../../../modules/wolffpay/tables/terminal-sale-row"
import { isMovingByItself } from "../../../../modules/wolffpay/terminal/sale-state"
import type { SaleView } from "./views"

/** One sale for the clerk who asks; whoever sold it gets the client secret while the browser's reader waits for a card. */
export async function viewSale(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  clerkId: string
): Promise<SaleView> {
  const [view] = await viewSales(container, [sale])
  if (!view) {
    throw new Error("A sale has one view.")
  }
  const isAsked = sale.reader_way === "sdk" && sale.state === "sent_to_reader"
  const secret =
    isAsked && sale.sold_by_id === clerkId ? await secretOf(container, sale) : undefined
  return secret ? { ...view, client_secret: secret } : view
}

export async function viewSales(
  container: MedusaContainer,
  sales: readonly TerminalSaleRow[]
): Promise<SaleView[]> {
  const service = container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const refunded = await service.sales.refunded(
    sales.flatMap(({ intent_id }) => (intent_id ? [intent_id] : []))
  )
  return sales.map((sale) => toView(sale, refunded.get(sale.intent_id ?? "") ?? 0))
}

function toView(sale: TerminalSaleRow, refundedAmount: number): SaleView {
  // A sale that never became an order shows no number of one.
  const isOrdered =
    sale.pays_order ||
    sale.payment_id !== null ||
    sale.state === "ordered" ||
    sale.reason === "not_captured" ||
    sale.reason === "order_placed_elsewhere"
  return {
    id: sale.id,
    state: sale.state,
    version: sale.version,
    reader: { id: sale.terminal_reader_id, name: sale.reader_name, way: sale.reader_way },
    amount: sale.amount,
    currency_code: sale.currency,
    items: sale.items,
    tax: sale.tax,
    customer: { email: sale.customer_email, name: sale.customer_name },
    reason: sale.reason,
    attempts: sale.attempts,
    pays_order: sale.pays_order,
    is_paid: sale.captured_at !== null,
    order_id: isOrdered ? sale.order_id : null,
    order_display_id: isOrdered ? sale.order_display_id : null,
    payment_id: sale.payment_id,
    payment_intent_id: sale.intent_id,
    refunded_amount: refundedAmount,
    is_cancel_requested: sale.cancel_requested_at !== null && sale.state !== "canceled",
    is_open: isMovingByItself(sale),
    sold_by: { id: sale.sold_by_id, name: sale.sold_by_name },
    card_asked_at: sale.card_asked_at?.toISOString() ?? null,
    card_until: sale.card_until?.toISOString() ?? null,
    created_at: sale.created_at.toISOString(),
    updated_at: sale.updated_at.toISOString(),
  }
}

async function secretOf(
  container: MedusaContainer,
  sale: TerminalSaleRow
): Promise<string | undefined> {
  const [session] = sale.session_id
    ? await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: sale.session_id })
    : []
  const secret = session?.data.client_secret
  return typeof secret === "string" ? secret : undefined
}
