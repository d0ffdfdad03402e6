import { onlyFields } from "../../shared/core/fields"
import { parseJsonBody } from "../../shared/http/read-body"
import { jsonAnswer } from "../api/api-answer"
import type { Endpoint } from "../api/api-call"
import { admitWithStatus } from "../api/credentials"
import { refuseWithStatus } from "../api/refuse"

/** 2.11 */
export const webshopSettings: Endpoint = {
  refuse: refuseWithStatus,
  run({ ctx, text, contentType }) {
    const body = parseJsonBody(text, contentType, "1.3")
    admitWithStatus(ctx, body)
    onlyFields(body, ["billinkUsername", "billinkID"], "2.11")
    return jsonAnswer({
      status: "success",
      minimum_paid_orders: 3,
      period: 365,
      total_amount_higher_than: 100,
      whitelist: [],
    })
  },
}
