import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { toMinorUnits } from "../../../../../../../modules/wolffpay/money"
import { creditInvoiceWorkflow } from "../../../../../../../workflows/credit-invoice"
import type { CreditInvoiceBody } from "../../../validators"

export async function POST(
  req: AuthenticatedMedusaRequest<CreditInvoiceBody>,
  res: MedusaResponse
): Promise<void> {
  const { amount, made_at_billink } = req.validatedBody
  const { result } = await creditInvoiceWorkflow(req.scope).run({
    input: {
      id: req.params.id ?? "",
      made_at_billink,
      ...(amount === undefined ? {} : { amount: toMinorUnits(amount) }),
    },
  })
  res.json(result)
}
