import { jsonAnswer } from "../api/api-answer"
import type { Endpoint } from "../api/api-call"
import { asCode } from "../api/codes"
import { refuseWithCode } from "../api/refuse"
import { findOrder } from "../orders/order-book"
import { outstanding } from "../orders/order"
import { statusOf } from "../orders/order-status"
import { textOf } from "./invoice-answer"
import { readInvoices, readOrderBody } from "./order-body"

const RULE = "2.9"

/** 2.9, at the path that was configured. No document names the fields of an invoice: these are a guess. */
export const orderInfo: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const { ctx } = call
    const { settings } = ctx.state
    const { invoiceField } = settings
    const body = readOrderBody(call, ["invoices"], RULE)
    const asked = readInvoices(body, [invoiceField], RULE, { max: 100, code: "110" })
    const invoices = asked.map((one) => {
      const invoiceNumber = textOf(one[invoiceField])
      const order = findOrder(ctx, invoiceNumber)
      const { status, description, paidOut } = statusOf(ctx, order)
      const amounts = order && {
        totalAmount: order.total / 100,
        creditedAmount: order.credited / 100,
        paidAmount: order.paid / 100,
        outstandingAmount: outstanding(order) / 100,
      }
      return { invoiceNumber, status: Number(status), description, paidOut, ...amounts }
    })
    return jsonAnswer(
      { code: asCode(settings, "200", "string"), invoices, result: "MSG" },
      200,
      "200"
    )
  },
}
