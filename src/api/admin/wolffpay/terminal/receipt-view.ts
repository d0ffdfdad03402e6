import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalSaleRow } from "../../../../modules/wolffpay/tables/terminal-sale-row"
import { servedBy } from "../../../../modules/wolffpay/terminal/clerk-name"
import type { ReceiptShop } from "../../../../workflows/send-receipt/read-shop"
import { viewSales } from "./sale-view"
import type { ReceiptView } from "./views"

export async function viewReceipt(
  container: MedusaContainer,
  row: TerminalSaleRow,
  { name, address, vat_number }: ReceiptShop
): Promise<ReceiptView> {
  const [sale] = await viewSales(container, [row])
  if (!sale) {
    throw new Error("A sale has one view.")
  }
  return {
    shop: { name, address, vat_number },
    sale: { ...sale, sold_by: { ...sale.sold_by, name: servedBy(sale.sold_by.name) } },
    payment: { method: "card_present", paid_amount: row.amount, reference: row.intent_id },
  }
}
