import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { testReader } from "../../../../../../../workflows/manage-readers/test-reader"
import { answerOrRefuse } from "../../../answer-or-refuse"

/** Does WolffPay reach this reader? */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  await answerOrRefuse(res, () => testReader(req.scope, id))
}
