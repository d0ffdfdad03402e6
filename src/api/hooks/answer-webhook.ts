import type { MedusaResponse } from "@medusajs/framework/http"
import { describeError } from "../../modules/wolffpay/describe-error"
import { announceWebhook, type ReceivedWebhook } from "../../modules/wolffpay/receive-webhook"
import type WolffPayModuleService from "../../modules/wolffpay/service"

/** Answers first and announces then: a crash in between is mended by the job. */
export async function answerWebhook(
  service: WolffPayModuleService,
  res: MedusaResponse,
  received: ReceivedWebhook
): Promise<void> {
  if (received.status !== 200) {
    res.status(received.status).json({
      type: received.status === 401 ? "unauthorized" : "invalid_data",
      message: received.message,
    })
    return
  }
  res.status(200).json({ received: true })
  await announceWebhook(service, received).catch((error: unknown) =>
    service.logger.warn(
      `Webhook ${received.id} is stored and waits for the next run of the job: ${describeError(error)}`
    )
  )
}
