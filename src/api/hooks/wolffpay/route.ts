import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../../modules/wolffpay"
import {
  announceWebhook,
  noteRefusal,
  receiveWebhook,
} from "../../../modules/wolffpay/receive-webhook"
import type WolffPayModuleService from "../../../modules/wolffpay/service"
import { readJsonBody } from "./read-json-body"
import { describeError } from "../../../modules/wolffpay/describe-error"

/** Verify, store, answer; the work is done by the subscriber, or by the job after a crash. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  if (!service.wolffPayOptions) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "WolffPay is not configured in this shop.")
  }
  const body = await readJsonBody(req)
  if (!body.ok) {
    noteRefusal(service, body.status, body.message.replace(/\.$/, ""))
    res.status(body.status).json({ type: body.type, message: body.message })
    return
  }
  const received = await receiveWebhook(service, {
    rawBody: body.rawBody,
    signature: req.headers["x-wolffpay-signature"],
    now: Math.floor(Date.now() / 1000),
  })
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
      `WolffPay event ${received.id} is stored and waits for the next run of the job: ${describeError(error)}`
    )
  )
}
