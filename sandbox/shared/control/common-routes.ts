import { asObject, onlyFields, optionalInteger } from "../core/fields"
import type { JsonObject } from "../core/json"
import { Refusal } from "../core/refusal"

export const RULE = "switchboard"

/** One turn of a switch, read from a request. `id` and `verb` are empty when absent. */
export interface Turn {
  method: string
  area: string
  id: string
  verb: string
  /** `POST deliveries :id resend` */
  shape: string
  /** {} when none was sent. */
  body: unknown
}

/** What the switchboards of all sandboxes have in common, over HTTP. */
export interface CommonSwitches {
  state(): { faults: unknown }
  reset(): Promise<unknown>
  settings(patch: JsonObject): Promise<unknown>
  advance(ms: number): Promise<unknown>
  addFaults(rules: never): Promise<unknown>
  clearFaults(): Promise<unknown>
  flushWebhooks(): Promise<unknown>
  webhooksIdle(): Promise<unknown>
  resend(deliveryId: string): Promise<unknown>
}

/** `path` is `<area>/<id>/<verb>`, the id percent-encoded. */
export function readTurn(method: string, path: string, body: unknown): Turn {
  const [area = "", key, verb = "", ...rest] = path.split("/")
  if (rest.length > 0) throw noSuchSwitch()
  const parts = [method, area, ...(key === undefined ? [] : [":id"]), ...(verb ? [verb] : [])]
  const id = key === undefined ? "" : decode(key)
  return { method, area, id, verb, shape: parts.join(" "), body }
}

/** undefined: not one of the common switches. */
export function runCommonSwitch(
  control: CommonSwitches,
  { shape, id, body }: Turn
): Promise<unknown> | undefined {
  switch (shape) {
    case "GET state":
      return Promise.resolve(control.state())
    case "POST reset":
      return control.reset()
    case "POST settings":
      return control.settings(asObject(body))
    case "POST clock":
      return control.advance(advanceMs(asObject(body)))
    case "POST faults":
      return control.addFaults(body as never)
    case "GET faults":
      return Promise.resolve(control.state().faults)
    case "DELETE faults":
      return control.clearFaults()
    case "POST webhooks :id":
      if (id === "flush") return control.flushWebhooks()
      return id === "idle" ? control.webhooksIdle() : undefined
    case "POST deliveries :id resend":
      return control.resend(id)
  }
  return undefined
}

export function noSuchSwitch(): Refusal {
  return new Refusal(404, "No such switch")
}

function advanceMs(body: JsonObject): number {
  onlyFields(body, ["advanceMs"], RULE)
  const ms = optionalInteger(body, "advanceMs", 0, 10 * 365 * 86_400_000)
  if (ms === undefined) throw new Refusal(400, "advanceMs is required.")
  return ms
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw noSuchSwitch()
  }
}
