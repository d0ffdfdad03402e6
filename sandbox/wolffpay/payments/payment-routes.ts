import type { ApiCall, Reply } from "../api/api-call"
import { onlyFields, requiredChoice } from "../../shared/core/fields"
import { Refusal } from "../../shared/core/refusal"
import { pageOf, parsePaging, parseTestMode } from "../core/list-page"
import { addPayment, applyStep, findPayment } from "./payment-book"
import { cancel, capture } from "./payment-machine"
import { parsePaymentRequest } from "./payment-request"
import { actionView, createdView, detailView, listView } from "./payment-views"

export function createPayment({ ctx, account, body }: ApiCall): Reply {
  const request = parsePaymentRequest(body, ctx.state.settings)
  if (!ctx.state.settings.chargesEnabled) {
    throw new Refusal(400, "Charges are not enabled for this account.")
  }
  return { data: createdView(addPayment(ctx, account, request)) }
}

export function listPayments({ ctx, account, query }: ApiCall): Reply {
  const paging = parsePaging(query, "W15")
  const testMode = parseTestMode(query)
  const visible = ctx.state.payments.filter(
    (payment) =>
      payment.account === account &&
      (testMode === undefined || testMode === (payment.account === "test"))
  )
  const page = pageOf(visible, paging, ctx.state.settings.listOrder, "W15")
  return { data: page.rows.map(listView), pagination: page.pagination }
}

export function getPayment({ ctx, account, id }: ApiCall): Reply {
  return { data: detailView(findPayment(ctx, id, account)) }
}

/** W17 */
export function actOnPayment({ ctx, account, id, body }: ApiCall): Reply {
  onlyFields(body, ["action"], "W17")
  const action = requiredChoice(body, "action", ["capture", "cancel"], "W17")
  const payment = findPayment(ctx, id, account)
  applyStep(ctx, payment, action === "capture" ? capture(payment) : cancel(payment))
  return { data: actionView(payment, action) }
}
