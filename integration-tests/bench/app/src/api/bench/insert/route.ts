import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { bindingsOf, insertEvent } from "../../../../../insert-event"

const INSERT = insertEvent(() => "?")

/** What a webhook costs in Medusa when nothing is checked: one insert, one answer. */
export async function POST(
  req: MedusaRequest<Parameters<typeof bindingsOf>[0]>,
  res: MedusaResponse
) {
  const database = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await database.raw(INSERT, bindingsOf(req.body))
  res.status(200).json({ received: true })
}
