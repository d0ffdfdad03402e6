import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { TerminalSaleRow } from "../../../../modules/wolffpay/tables/terminal-sale-row"
import { TerminalRefusal } from "../../../../modules/wolffpay/terminal/refusals"
import { viewSale } from "./sale-view"

/** Answers with the sale; a refusal keeps its code and its facts, which Medusa's own handler drops. */
export async function answerSale<Body>(
  req: AuthenticatedMedusaRequest<Body>,
  res: MedusaResponse,
  work: () => Promise<TerminalSaleRow | { sale: TerminalSaleRow; isNew: boolean }>
): Promise<void> {
  try {
    const done = await work()
    const { sale, isNew } = "sale" in done ? done : { sale: done, isNew: false }
    res
      .status(isNew ? 201 : 200)
      .json({ sale: await viewSale(req.scope, sale, req.auth_context.actor_id) })
  } catch (error) {
    if (!(error instanceof TerminalRefusal)) {
      throw error
    }
    res.status(error.status).json(error.body)
  }
}
