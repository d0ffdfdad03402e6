import { stripeAccountId } from "../api/account-routes"
import type { ApiCall, Reply } from "../api/api-call"
import type { Context } from "../core/context"
import { onlyFields, requiredId } from "../../shared/core/fields"
import { Refusal } from "../../shared/core/refusal"
import { addPayment, applyStep, findPayment } from "../payments/payment-book"
import { cancel, capture } from "../payments/payment-machine"
import { feeOf } from "./fees"
import { DEFAULT_LOCATION } from "./reader"
import { cancelReaderAction, runReader } from "./run-reader"
import type { TerminalRequest } from "./terminal-request"
import { parseTerminalRequest } from "./terminal-request"

/** W19 */
export function connectionToken({ ctx, account, body }: ApiCall): Reply {
  checkSwitchedOn(ctx)
  onlyFields(body, ["locationId"], "W19")
  const locationId =
    body["locationId"] === undefined ? null : requiredId(body, "locationId", "tml_", "W19")
  const secret = ctx.terminals.issue(account, locationId)
  return { data: { secret, locationId: locationId ?? DEFAULT_LOCATION } }
}

/** W20: seven actions behind one endpoint. */
export function terminalAction(call: ApiCall): Reply | Promise<Reply> {
  const { ctx, account, body } = call
  checkSwitchedOn(ctx)
  const request = parseTerminalRequest(body, ctx.state.settings)
  switch (request.action) {
    case "create_intent":
      return createIntent(call, request)
    case "cancel_reader_action":
      return cancelReaderAction(ctx, request.readerId)
    case "cancel_payment":
    case "capture_payment": {
      const payment = findPayment(ctx, request.paymentIntentId, account)
      const step = request.action === "capture_payment" ? capture(payment) : cancel(payment)
      applyStep(ctx, payment, step)
      return {
        data: {
          paymentIntentId: payment.id,
          status: payment.status,
          amountReceived: payment.captured,
        },
      }
    }
    default:
      return runReader(ctx, account, request)
  }
}

/** W26 */
function checkSwitchedOn(ctx: Context): void {
  const { terminalEnabled, capabilities } = ctx.state.settings
  if (!terminalEnabled || !capabilities.includes("card_present")) {
    throw new Refusal(403, "Terminal payments are disabled for this customer.")
  }
}

function createIntent(
  { ctx, account }: ApiCall,
  request: Extract<TerminalRequest, { action: "create_intent" }>
): Reply {
  const { settings } = ctx.state
  if (!settings.chargesEnabled) {
    throw new Refusal(400, "Charges are not enabled for this account.")
  }
  const { action: _, ...fields } = request
  const payment = addPayment(ctx, account, { ...fields, paymentMethodTypes: ["card_present"] })
  const { id, clientSecret, amount, currency, status, captureMethod, paymentMethodTypes } = payment
  return {
    data: {
      id,
      clientSecret,
      amount,
      currency,
      status,
      captureMethod,
      paymentMethodTypes,
      fee: feeOf(amount, settings.fixedFee, settings.percentageFee),
      connect: { destination: stripeAccountId(account), onBehalfOf: stripeAccountId(account) },
    },
  }
}
