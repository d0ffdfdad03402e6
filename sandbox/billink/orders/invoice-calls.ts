import type { ApiCall } from "../api/api-call"
import { ApplicationError } from "../core/application-error"
import type { Order } from "./order"
import { addCredit, addPayment, findOrder, requestWorkflow } from "./order-book"

/** The part of an answer that is about one invoice, the same in JSON and XML. */
export interface InvoiceResult {
  invoiceNumber: string
  code: string
  message: string
}

/** Money for one invoice; `amount` is undefined when the call named none that can be used. */
export interface InvoiceMoney {
  amount: number | undefined
  description: string
  returnCosts?: number
}

/** 2.4 */
export function startOne(call: ApiCall, invoiceNumber: string): InvoiceResult {
  return each(call, invoiceNumber, (order) => {
    requestWorkflow(call.ctx, order)
    return { code: call.ctx.state.settings.successCode, message: "Success" }
  })
}

/** 2.5 */
export function creditOne(
  call: ApiCall,
  invoiceNumber: string,
  { amount, description, returnCosts }: InvoiceMoney
): InvoiceResult {
  return each(call, invoiceNumber, (order) => {
    if (amount === undefined) throw new ApplicationError("707", "Wrong amount", "2.5")
    if (description.length > 254) {
      throw new ApplicationError("707", "Description is longer than 254 characters", "2.5")
    }
    const transfer = { amount, description, returnCosts, by: "merchant" as const }
    return { code: "200", message: addCredit(call.ctx, order, transfer) }
  })
}

/** 2.6 */
export function payOne(
  call: ApiCall,
  invoiceNumber: string,
  { amount, description }: InvoiceMoney
): InvoiceResult {
  return each(call, invoiceNumber, (order) => {
    if (description.length > 30) {
      throw new ApplicationError("708", "Description is longer than 30 characters", "2.6")
    }
    if (amount === undefined) throw new ApplicationError("707", "Wrong amount", "2.6")
    addPayment(call.ctx, order, { amount, description, by: "merchant" })
    return { code: call.ctx.state.settings.successCode, message: "Success" }
  })
}

/** An invoice that fails does not keep the others from being done. */
function each(
  call: ApiCall,
  invoiceNumber: string,
  act: (order: Order) => { code: string; message: string }
): InvoiceResult {
  const order = findOrder(call.ctx, invoiceNumber)
  if (!order) return { invoiceNumber, code: "-1", message: "Invoice unknown" }
  try {
    return { invoiceNumber, ...act(order) }
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error
    if (error.rule !== undefined) call.violate(error.rule, error.message)
    return { invoiceNumber, code: error.code, message: error.message }
  }
}
