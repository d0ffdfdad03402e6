import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendReceipt } from "../../../../../../../../workflows/send-receipt/send-receipt"
import { answerOrRefuse } from "../../../../answer-or-refuse"
import type { EmailReceiptBody } from "../../../../reader-validators"

/** 409 while nothing is paid, and in a shop that cannot send e-mail. */
export async function POST(
  req: AuthenticatedMedusaRequest<EmailReceiptBody>,
  res: MedusaResponse
): Promise<void> {
  const { id = "" } = req.params
  await answerOrRefuse(res, async () => {
    await sendReceipt(req.scope, id, req.validatedBody.email)
    return { sent: true }
  })
}
