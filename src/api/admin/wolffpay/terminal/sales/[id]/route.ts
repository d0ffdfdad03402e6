import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { existingSale } from "../../../../../../workflows/steer-terminal-sale/existing-sale"
import { answerSale } from "../../answer-sale"
import { waitForNewer } from "../../wait-for-newer"

/** The sale; with `newer_than` once it has changed, so that a till needs no asking in a loop. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  const known = Number(req.query.newer_than)
  await answerSale(req, res, async () => {
    const sale = await existingSale(req.scope, id)
    if (!Number.isInteger(known) || sale.version > known) {
      return sale
    }
    await waitForNewer(req, id, known)
    return existingSale(req.scope, id)
  })
}
