import { model } from "@medusajs/framework/utils"

/** How the plugin's own parts fare, one row for each, shared by all processes. */
export const Health = model.define("wolffpay_health", {
  /** `refused_webhooks` or `job`. */
  id: model.id().primaryKey(),
  count: model.number().default(0),
  last_at: model.dateTime().nullable(),
  last_problem: model.text().nullable(),
  last_problem_at: model.dateTime().nullable(),
})
