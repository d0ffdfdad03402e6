import type { Turn } from "../../shared/control/common-routes"
import { noSuchSwitch, readTurn, RULE, runCommonSwitch } from "../../shared/control/common-routes"
import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalInteger,
  requiredChoice,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { REFUND_ENDS, REFUND_REASONS } from "../refunds/refund"
import { PAYMENT_EVENTS } from "../webhooks/webhook-event"
import type { Control } from "./control"
import { parseCardOrder } from "./reader-desk"

/** The switchboard over HTTP: one line per method of {@link Control}. `body` is {} when none was sent. */
export async function runControl(
  control: Control,
  method: string,
  path: string,
  body: unknown
): Promise<unknown> {
  const turn = readTurn(method, path, body)
  return runCommonSwitch(control, turn) ?? runOwnSwitch(control, turn)
}

function runOwnSwitch(control: Control, turn: Turn): unknown {
  const { method, area, id, verb } = turn
  const body = asObject(turn.body)
  switch (turn.shape) {
    case "POST payments":
      return control.createForeignPayment(body)
    case "GET payments :id":
      return control.payment(id)
    case "POST refunds :id finish":
      return control.finishRefund(id, requiredChoice(body, "status", REFUND_ENDS, RULE))
    case "POST readers":
      return control.addReader(body)
    case "POST readers :id":
      return control.setReader(id, body)
    case "POST readers :id present": {
      const { outcome, ...more } = parseCardOrder(body)
      return control.presentCard(id, outcome, more)
    }
  }
  if (method === "POST" && area === "payments" && verb) return onPayment(control, id, verb, body)
  throw noSuchSwitch()
}

/** The buttons of WolffPay's dashboard, and what banks do to a payment. */
function onPayment(control: Control, id: string, verb: string, body: JsonObject): Promise<unknown> {
  switch (verb) {
    case "refund":
      onlyFields(body, ["amount", "reason"], RULE)
      return control.refund(id, {
        amount: optionalInteger(body, "amount", 1, Number.MAX_SAFE_INTEGER),
        reason: optionalChoice(body, "reason", REFUND_REASONS, RULE),
      })
    case "send-webhook":
      onlyFields(body, ["event"], RULE)
      return control.sendWebhook(id, optionalChoice(body, "event", PAYMENT_EVENTS, RULE))
    case "capture":
      return control.capture(id)
    case "cancel":
      return control.cancel(id)
    case "expire":
      return control.expire(id)
    case "succeed":
      return control.succeed(id)
    case "fail":
      return control.fail(id)
    default:
      throw noSuchSwitch()
  }
}
