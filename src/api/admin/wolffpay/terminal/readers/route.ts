import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../../modules/wolffpay"
import type WolffPayModuleService from "../../../../../modules/wolffpay/service"
import { addReader } from "../../../../../workflows/manage-readers/save-reader"
import { answerOrRefuse } from "../answer-or-refuse"
import type { AddReaderBody, ListReadersParams } from "../reader-validators"
import { viewReader } from "../reader-view"

/** The shop's card readers by name; WolffPay has no list of them (W26). */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListReadersParams>,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { skip = 0, take = 50 } = req.queryConfig.pagination
  const { is_active } = req.validatedQuery
  const { readers, count } = await service.readers.list({ is_active }, { skip, take })
  res.json({ readers: readers.map(viewReader), count, offset: skip, limit: take })
}

export async function POST(
  req: AuthenticatedMedusaRequest<AddReaderBody>,
  res: MedusaResponse
): Promise<void> {
  await answerOrRefuse(res, async () => ({
    reader: viewReader(await addReader(req.scope, req.validatedBody)),
  }))
}
