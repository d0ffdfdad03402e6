import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import { SALE_KEY, saleIdIn } from "../../modules/wolffpay/terminal/sale-key"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { NOT_KNOWN } from "../../modules/wolffpay/checkout-context"
import { createIntent } from "./create-intent"
import { sessionIdIn } from "./initiate"
import { payable } from "./payable"
import { toSessionData } from "./session-data"

/**
 * Makes the card-present intent of a new payment session. `amount` is major units. A sale of the till is captured once its
 * order stands; a session made through Medusa's own routes has nobody to do that, so it is captured at once (contract 4.12).
 * @throws MedusaError invalid_data for another currency than euro or an amount out of bounds, not_allowed for a sale that is not
 * being made any more (no call is made)
 */
export async function initiateAtTerminal(
  service: WolffPayModuleService,
  input: InitiatePaymentInput
): Promise<InitiatePaymentOutput> {
  const sessionId = sessionIdIn(input)
  const { amount, currency } = payable(input.amount, input.currency_code, "terminal")
  const saleId = saleIdIn(input.data)
  // The row decides, not the data: a browser can put any key there.
  const sale = saleId ? await service.sales.bindSession(saleId, sessionId) : undefined
  if (saleId && !sale) {
    await refuseEnded(service, saleId)
  }
  const created = await createIntent(service, {
    sessionId,
    amount,
    currency,
    channel: "terminal",
    captureMethod: sale ? "manual" : "automatic",
    checkout: NOT_KNOWN,
  })
  const { clientSecret, client_secret, ...data } = toSessionData(sessionId, created)
  // A reader that this server drives needs no secret outside of it.
  const isSecretNeeded = sale?.reader_way !== "server"
  return {
    id: created.paymentIntentId,
    status: PaymentSessionStatus.PENDING,
    data: {
      ...data,
      clientSecret: isSecretNeeded ? clientSecret : null,
      client_secret: isSecretNeeded ? client_secret : null,
      [SALE_KEY]: null,
    },
  }
}

/** Somebody has taken the sale up meanwhile and undoes it: an intent that is captured at once would be nobody's. */
async function refuseEnded(service: WolffPayModuleService, saleId: string): Promise<void> {
  const sale = await service.sales.byId(saleId)
  if (sale && sale.state !== "created") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The sale ${saleId} is not being made any more.`
    )
  }
}
