import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../modules/wolffpay"
import {
  isKnownToken,
  receiveBillinkWebhook,
  type WebhookKind,
} from "../../../modules/wolffpay/billink/receive-webhook"
import { noteRefusal } from "../../../modules/wolffpay/receive-webhook"
import type WolffPayModuleService from "../../../modules/wolffpay/service"
import { answerWebhook } from "../answer-webhook"
import { readJsonBody } from "../read-json-body"

/** Check the token and the signature, store, answer; the work is done by the subscriber, or by the job after a crash. */
export async function receive(
  kind: WebhookKind,
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  if (!isKnownToken(service, req.params.token ?? "")) {
    noteRefusal(service, 401, "the token in the address is wrong", "Billink")
    res
      .status(401)
      .json({ type: "unauthorized", message: "The address is not one of this shop's." })
    return
  }
  // Which content type Billink sends is not documented (facts 7.22).
  const body = await readJsonBody(req, { anyType: true })
  if (!body.ok) {
    noteRefusal(service, body.status, body.message.replace(/\.$/, ""), "Billink")
    res.status(body.status).json({ type: body.type, message: body.message })
    return
  }
  const received = await receiveBillinkWebhook(service, {
    kind,
    rawBody: body.rawBody,
    headers: req.headers,
    now: Math.floor(Date.now() / 1000),
  })
  await answerWebhook(service, res, received)
}
