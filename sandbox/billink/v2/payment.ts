import type { Endpoint } from "../api/api-call"
import { refuseWithCode } from "../api/refuse"
import { centsOfNumber } from "../core/money"
import { payOne } from "../orders/invoice-calls"
import { invoiceAnswer, textOf } from "./invoice-answer"
import { readInvoices, readOrderBody } from "./order-body"

const RULE = "2.6"

/** 2.6, at the path that was configured. */
export const payment: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const { settings } = call.ctx.state
    const { invoiceField } = settings
    const body = readOrderBody(call, ["invoices"], RULE)
    const fields = [invoiceField, "amount", "description", "workflowNumber"]
    const results = readInvoices(body, fields, RULE).map((one) =>
      payOne(call, textOf(one[invoiceField]), {
        amount: centsOfNumber(one["amount"]),
        description: textOf(one["description"]),
      })
    )
    return invoiceAnswer(settings, results, { list: "invoices", type: "string" })
  },
}
