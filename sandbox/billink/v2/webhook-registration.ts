import { onlyFields } from "../../shared/core/fields"
import { Refusal } from "../../shared/core/refusal"
import { parseJsonBody } from "../../shared/http/read-body"
import { jsonAnswer } from "../api/api-answer"
import type { Endpoint } from "../api/api-call"
import { admitWithStatus } from "../api/credentials"
import { refuseWithStatus } from "../api/refuse"
import { isSafeUrl } from "../core/urls"
import type { WebhookKind } from "../webhooks/delivery"

const RULE = "2.12"

/** 2.12: a new secret, told once; the one before is void at once. */
export const generateSecret: Endpoint = {
  refuse: refuseWithStatus,
  run({ ctx, text, contentType }) {
    const body = parseJsonBody(text, contentType, "1.3")
    admitWithStatus(ctx, body)
    onlyFields(body, ["billinkUsername", "billinkID"], RULE)
    const secret = ctx.ids.secret()
    ctx.state.settings.webhookSecret = secret
    return jsonAnswer({ status: "success", message: "Secret has been generated", secret })
  },
}

/** 2.12: one address for each kind of webhook; setting it replaces the one before. */
export function setWebhook(kind: WebhookKind): Endpoint {
  return {
    refuse: refuseWithStatus,
    run({ ctx, text, contentType }) {
      const body = parseJsonBody(text, contentType, "1.3")
      admitWithStatus(ctx, body)
      onlyFields(body, ["billinkUsername", "billinkID", "url"], RULE)
      const { url } = body
      const { settings } = ctx.state
      if (typeof url !== "string" || url.length > 2000 || !isSafeUrl(url)) {
        throw new Refusal(400, "url should be an https address.", RULE)
      }
      if (settings.webhookSecret === null) {
        throw new Refusal(400, "Webhook secret has not been generated yet.", RULE)
      }
      if (kind === "session") settings.sessionWebhookV3Url = url
      else settings.orderWebhookV3Url = url
      return jsonAnswer({ status: "success", message: "Webhook has been set" })
    },
  }
}
