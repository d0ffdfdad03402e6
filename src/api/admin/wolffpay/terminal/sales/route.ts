import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../../modules/wolffpay/service"
import { startSale } from "../../../../../workflows/start-terminal-sale/start-sale"
import { answerSale } from "../answer-sale"
import { clerkOf } from "../clerk"
import { viewSales } from "../sale-view"
import type { ListSalesParams, StartSaleBody } from "../validators"

/** The last sales, newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListSalesParams>,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { skip = 0, take = 20 } = req.queryConfig.pagination
  const { reader_id, order_id, state, q } = req.validatedQuery
  const { rows, count } = await service.sales.list(
    { reader_id, order_id, state, q },
    { skip, take }
  )
  res.json({ sales: await viewSales(req.scope, rows), count, offset: skip, limit: take })
}

/** Makes a sale and asks for its card. */
export async function POST(
  req: AuthenticatedMedusaRequest<StartSaleBody>,
  res: MedusaResponse
): Promise<void> {
  await answerSale(req, res, async () =>
    startSale(req.scope, req.validatedBody, await clerkOf(req as AuthenticatedMedusaRequest))
  )
}
