import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShop } from "../../../../../../../workflows/send-receipt/read-shop"
import { paidSale } from "../../../../../../../workflows/send-receipt/send-receipt"
import { answerOrRefuse } from "../../../answer-or-refuse"
import { viewReceipt } from "../../../receipt-view"

/** What is printed; 409 while nothing is paid. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  await answerOrRefuse(res, async () => {
    const sale = await paidSale(req.scope, id)
    const shop = await readShop(req.scope, sale.stock_location_id)
    return { receipt: await viewReceipt(req.scope, sale, shop) }
  })
}
