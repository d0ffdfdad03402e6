import type { Endpoint } from "../api/api-call"
import { refuseWithCode } from "../api/refuse"
import { ApplicationError } from "../core/application-error"
import { centsOfNumber } from "../core/money"
import { creditOne } from "../orders/invoice-calls"
import { invoiceAnswer, textOf } from "./invoice-answer"
import { readInvoices, readOrderBody } from "./order-body"

const RULE = "2.5"

/** 2.5: `creditAmount` is a positive number of euros; up to what was not credited yet. */
export const credit: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const body = readOrderBody(call, ["invoices", "returnCosts", "returnCostsAmount"], RULE)
    const returnCosts = returnCostsOf(body["returnCosts"], body["returnCostsAmount"])
    const invoices = readInvoices(body, ["number", "creditAmount", "description"], RULE)
    const results = invoices.map((one) =>
      creditOne(call, textOf(one["number"]), {
        amount: centsOfNumber(one["creditAmount"]),
        description: textOf(one["description"]),
        returnCosts,
      })
    )
    return invoiceAnswer(call.ctx.state.settings, results, { list: "statuses", type: "number" })
  },
}

function returnCostsOf(flag: unknown, amount: unknown): number {
  if (flag === undefined && amount === undefined) return 0
  const cents = centsOfNumber(amount)
  if (flag !== 1 || (amount !== undefined && cents === undefined)) {
    throw new ApplicationError("603", "Wrong return costs", RULE)
  }
  return cents ?? 0
}
