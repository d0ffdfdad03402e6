import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { BillinkCreditRow } from "../../modules/wolffpay/tables/billink-credits"
import { pluginService } from "../plugin-service"
import { isHeld } from "../record-refunds/book-refund"

/** It was not made. Medusa holds its refund all the same where the process died before core took that back. */
export async function forgetCredit(
  container: MedusaContainer,
  { id, medusa_refund_id }: BillinkCreditRow
): Promise<void> {
  if (medusa_refund_id !== null && (await isHeld(container, medusa_refund_id))) {
    await container.resolve(Modules.PAYMENT).deleteRefunds([medusa_refund_id])
  }
  await pluginService(container).credits.setState(id, "not_made")
}
