import type { Mode } from "../core/api-key"
import type { JsonObject } from "../../shared/core/json"
import type { Reader } from "../terminal/reader"

/** A reader as Stripe's Terminal SDK shows it. */
export function readerView(reader: Reader, account: Mode): JsonObject {
  return {
    id: reader.id,
    object: "terminal.reader",
    action: null,
    device_sw_version: "sandbox",
    device_type: "bbpos_wisepos_e",
    ip_address: "127.0.0.1",
    label: reader.label,
    livemode: account === "live",
    location: reader.locationId,
    metadata: {},
    serial_number: `SANDBOX-${reader.id.slice(4)}`,
    status: reader.plugged ? "online" : "offline",
  }
}
