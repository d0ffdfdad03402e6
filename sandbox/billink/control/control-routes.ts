import type { Turn } from "../../shared/control/common-routes"
import { noSuchSwitch, readTurn, RULE, runCommonSwitch } from "../../shared/control/common-routes"
import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalInteger,
  optionalText,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { ORDER_EVENTS } from "../orders/order"
import { SESSION_STATUSES } from "../sessions/session"
import type { Control } from "./control"
import type { Forgery } from "./forge"

/** The switchboard over HTTP: one line per method of {@link Control}. `body` is {} when none was sent. */
export async function runControl(
  control: Control,
  method: string,
  path: string,
  input: unknown
): Promise<unknown> {
  const turn = readTurn(method, path, input)
  return runCommonSwitch(control, turn) ?? runOwnSwitch(control, turn)
}

function runOwnSwitch(control: Control, turn: Turn): unknown {
  const { method, area, id, verb, shape } = turn
  const body = asObject(turn.body)
  if (shape === "GET sessions :id") return control.session(id)
  if (shape === "GET orders :id") return control.order(id)
  if (shape === "POST webhooks :id" && id === "forge") {
    return control.forge(body as unknown as Forgery)
  }
  if (method !== "POST" || !verb) throw noSuchSwitch()
  if (area === "sessions") return onSession(control, id, verb, body)
  if (area === "orders") return onOrder(control, id, verb, body)
  throw noSuchSwitch()
}

function onSession(control: Control, id: string, verb: string, body: JsonObject): Promise<unknown> {
  switch (verb) {
    case "accept":
      onlyFields(body, ["birthdate", "companyNumber"], RULE)
      return control.accept(id, {
        birthdate: optionalText(body, "birthdate", 10, RULE),
        companyNumber: optionalText(body, "companyNumber", 25, RULE),
      })
    case "open":
      return control.open(id)
    case "decline":
      return control.decline(id)
    case "pay-now":
      return control.payNow(id)
    case "cancel":
      return control.cancel(id)
    case "fail":
      return control.fail(id)
    case "expire":
      return control.expire(id)
    case "send-webhook":
      return sendWebhook(control, id, body)
    default:
      throw noSuchSwitch()
  }
}

function onOrder(control: Control, id: string, verb: string, body: JsonObject): Promise<unknown> {
  switch (verb) {
    case "pay":
      return control.pay(id, { amount: amountOf(body) })
    case "credit":
      return control.credit(id, { amount: amountOf(body) })
    case "hold":
      onlyFields(body, ["days"], RULE)
      return control.hold(id, { days: optionalInteger(body, "days", 1, 365) })
    case "resume":
      return control.resume(id)
    case "start-workflow":
      return control.startWorkflow(id)
    case "send-webhook":
      return sendWebhook(control, id, body)
    default:
      throw noSuchSwitch()
  }
}

function sendWebhook(control: Control, id: string, body: JsonObject): Promise<unknown> {
  onlyFields(body, ["event"], RULE)
  const events = [...SESSION_STATUSES, ...ORDER_EVENTS]
  return control.sendWebhook(id, optionalChoice(body, "event", events, RULE))
}

function amountOf(body: JsonObject): number | undefined {
  onlyFields(body, ["amount"], RULE)
  return optionalInteger(body, "amount", 1, Number.MAX_SAFE_INTEGER)
}
