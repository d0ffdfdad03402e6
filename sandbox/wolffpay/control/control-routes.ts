import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalInteger,
  requiredChoice,
} from "../core/fields"
import type { JsonObject } from "../core/json"
import { Refusal } from "../core/refusal"
import { parseFaults } from "../faults/fault-request"
import { REFUND_ENDS, REFUND_REASONS } from "../refunds/refund"
import { READER_OUTCOMES } from "../terminal/reader"
import { PAYMENT_EVENTS } from "../webhooks/webhook-event"
import type { Control } from "./control"

const RULE = "switchboard"

/** The switchboard over HTTP: one line per method of {@link Control}. `body` is {} when none was sent. */
export async function runControl(
  control: Control,
  method: string,
  path: string,
  body: unknown
): Promise<unknown> {
  const [area = "", id, verb, ...rest] = path.split("/")
  if (rest.length > 0) throw notFound()
  const target = [method, area, ...(id === undefined ? [] : [":id"]), ...(verb ? [verb] : [])].join(
    " "
  )
  const key = id ?? ""
  switch (target) {
    case "GET state":
      return control.state()
    case "POST reset":
      return control.reset()
    case "POST settings":
      return control.settings(asObject(body))
    case "POST clock":
      return control.advance(advanceMs(asObject(body)))
    case "POST faults":
      return control.addFaults(parseFaults(body))
    case "GET faults":
      return control.state().faults
    case "DELETE faults":
      return control.clearFaults()
    case "POST payments":
      return control.createForeignPayment(asObject(body))
    case "GET payments :id":
      return control.payment(key)
    case "POST refunds :id finish":
      return control.finishRefund(key, requiredChoice(asObject(body), "status", REFUND_ENDS, RULE))
    case "POST webhooks :id":
      if (key === "flush") return control.flushWebhooks()
      if (key === "idle") return control.webhooksIdle()
      throw notFound()
    case "POST deliveries :id resend":
      return control.resend(key)
    case "POST readers":
      return control.addReader(asObject(body))
    case "POST readers :id":
      return control.setReader(key, asObject(body))
    case "POST readers :id present":
      return control.presentCard(
        key,
        requiredChoice(asObject(body), "outcome", READER_OUTCOMES, RULE)
      )
  }
  if (method === "POST" && area === "payments" && verb)
    return onPayment(control, key, verb, asObject(body))
  throw notFound()
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
      throw notFound()
  }
}

function advanceMs(body: JsonObject): number {
  onlyFields(body, ["advanceMs"], RULE)
  const ms = optionalInteger(body, "advanceMs", 0, 10 * 365 * 86_400_000)
  if (ms === undefined) throw new Refusal(400, "advanceMs is required.")
  return ms
}

function notFound(): Refusal {
  return new Refusal(404, "No such switch")
}
