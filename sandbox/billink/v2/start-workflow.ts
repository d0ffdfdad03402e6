import type { Endpoint } from "../api/api-call"
import { refuseWithCode } from "../api/refuse"
import { startOne } from "../orders/invoice-calls"
import { invoiceAnswer, textOf } from "./invoice-answer"
import { readInvoices, readOrderBody } from "./order-body"

const RULE = "2.4"

/** 2.4, at the path that was configured. */
export const startWorkflow: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const { settings } = call.ctx.state
    const { invoiceField } = settings
    const body = readOrderBody(call, ["invoices"], RULE)
    const fields = [invoiceField, "workflowNumber", "trackAndTrace"]
    const invoices = readInvoices(body, fields, RULE, { max: 10, code: "708" })
    const results = invoices.map((one) => startOne(call, textOf(one[invoiceField])))
    return invoiceAnswer(settings, results, {
      list: "statuses",
      type: "string",
      code: settings.successCode,
    })
  },
}
