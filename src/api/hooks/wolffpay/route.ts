import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../../modules/wolffpay"
import { noteRefusal, receiveWebhook } from "../../../modules/wolffpay/receive-webhook"
import type WolffPayModuleService from "../../../modules/wolffpay/service"
import { answerWebhook } from "../answer-webhook"
import { readJsonBody } from "../read-json-body"

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
  await answerWebhook(service, res, received)
}
