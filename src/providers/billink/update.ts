import type { UpdatePaymentInput, UpdatePaymentOutput } from "@medusajs/framework/types"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { deleteSession } from "./cancel"
import { startSession } from "./initiate"
import { knownInvoice } from "./known-invoice"

/**
 * Billink cannot change a session, so another amount means: give up the old one and start a new one with a number of its own.
 * The same amount changes nothing, which lets the plugin set a session's status. Major units in.
 */
export async function update(
  service: WolffPayModuleService,
  input: UpdatePaymentInput
): Promise<UpdatePaymentOutput> {
  const invoice = await knownInvoice(service, input.data)
  if (
    invoice.amount === toMinorUnits(input.amount) &&
    input.currency_code.toLowerCase() === invoice.currency
  ) {
    return { data: input.data }
  }
  await deleteSession(service, { data: input.data })
  return { data: await startSession(service, invoice.session_id, input) }
}
