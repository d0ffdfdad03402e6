import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { ApiAnswer } from "../api/api-answer"
import { jsonAnswer } from "../api/api-answer"
import type { ApiCall, Endpoint } from "../api/api-call"
import { asCode } from "../api/codes"
import { refuseWithCode, refuseWithStatus } from "../api/refuse"
import { ApplicationError } from "../core/application-error"
import type { Order } from "../orders/order"
import { findOrder, MAX_HOLD_DAYS, putOnHold, resumeOrder } from "../orders/order-book"
import { readOrderBody } from "./order-body"

/** 2.7, at the path that was configured. */
export const onHold: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const body = readOrderBody(call, ["invoiceNumber", "workflowNumber", "days"], "2.7")
    const order = orderOf(call, body)
    const { days = MAX_HOLD_DAYS } = body
    if (typeof days !== "number" || !Number.isInteger(days) || days < 1) {
      throw new ApplicationError("403", "days should be a whole number", "2.7")
    }
    putOnHold(call.ctx, order, days)
    return done(call)
  },
}

/** 2.8, at the path that was configured. Refuses with HTTP 400, unlike its siblings. */
export const resume: Endpoint = {
  refuse: (refusal) => refuseWithStatus(new Refusal(400, refusal.message)),
  run(call) {
    const body = readOrderBody(call, ["invoiceNumber", "workflowNumber"], "2.8")
    resumeOrder(call.ctx, orderOf(call, body))
    return done(call)
  },
}

/** 2.10, at the path that was configured. */
export const sendMessage: Endpoint = {
  refuse: refuseWithCode,
  run(call) {
    const body = readOrderBody(call, ["invoiceNumber", "message", "workflowNumber"], "2.10")
    const { invoiceNumber, message, workflowNumber } = body
    const order = typeof invoiceNumber === "string" && findOrder(call.ctx, invoiceNumber)
    if (!order) throw new ApplicationError("402", "Unknown invoice")
    if (typeof message !== "string" || message.trim() === "") {
      throw new ApplicationError("401", "Message missing", "2.10")
    }
    if (workflowNumber !== undefined && typeof workflowNumber !== "number") {
      throw new ApplicationError("402", "workflowNumber should be a number", "2.10")
    }
    order.messages.push(message)
    return done(call)
  },
}

function orderOf(call: ApiCall, { invoiceNumber, workflowNumber }: JsonObject): Order {
  if (typeof invoiceNumber !== "string" || typeof workflowNumber !== "string") {
    throw new ApplicationError("401", "Invoice or workflow number missing", "2.7")
  }
  const order = findOrder(call.ctx, invoiceNumber)
  if (order?.workflowNumber !== workflowNumber) {
    throw new ApplicationError("402", "Unknown invoice or workflow")
  }
  return order
}

function done({ ctx }: ApiCall): ApiAnswer {
  const code = asCode(ctx.state.settings, "200", "string")
  return jsonAnswer({ code, description: "Success", result: "MSG" }, 200, "200")
}
