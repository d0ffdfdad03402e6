import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveCreditWorkflow } from "../../../../../../../workflows/resolve-credit"
import type { ResolveCreditBody } from "../../../validators"

export async function POST(
  req: AuthenticatedMedusaRequest<ResolveCreditBody>,
  res: MedusaResponse
): Promise<void> {
  const { result } = await resolveCreditWorkflow(req.scope).run({
    input: { id: req.params.id ?? "", made: req.validatedBody.made },
  })
  res.json(result)
}
