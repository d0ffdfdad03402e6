import type { ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import { announceWebhook, receiveWebhook } from "../../modules/wolffpay/receive-webhook"
import type WolffPayModuleService from "../../modules/wolffpay/service"

/**
 * For shops that gave WolffPay Medusa's stock address: the event goes to our own inbox, and Medusa is told to do nothing,
 * because its own handling knows neither our checks nor refunds.
 */
export async function handOverWebhook(
  service: WolffPayModuleService,
  payload: ProviderWebhookPayload["payload"]
): Promise<WebhookActionResult> {
  const signature = payload.headers["x-wolffpay-signature"]
  const received = await receiveWebhook(service, {
    // Medusa keeps no raw body of a content type it does not read; an empty one fails the signature.
    rawBody: Buffer.from(payload.rawData ?? ""),
    signature: typeof signature === "string" ? signature : undefined,
    now: Math.floor(Date.now() / 1000),
  })
  if (received.status === 200) {
    await announceWebhook(service, received)
  }
  return { action: PaymentActions.NOT_SUPPORTED }
}
