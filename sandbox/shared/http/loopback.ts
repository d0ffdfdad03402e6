import type { IncomingHttpHeaders } from "node:http"
import { Refusal } from "../core/refusal"

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"]

/**
 * Lets only this machine at the switchboard and its page. A page of another site in a browser of this machine
 * is kept out as well: by its Origin, and by the Host under which a rebound name would arrive.
 */
export function checkLocal(remoteAddress: string | undefined, headers: IncomingHttpHeaders): void {
  if (!isLoopback(remoteAddress)) {
    throw new Refusal(403, "The switchboard only answers this machine.")
  }
  const host = headers.host ?? ""
  if (!LOCAL_NAMES.includes(host.replace(/:\d+$/, "").toLowerCase())) {
    throw new Refusal(403, "The switchboard is only reached by localhost, 127.0.0.1 or [::1].")
  }
  const origin = headers.origin
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, "Pages of other sites may not use the switchboard.")
  }
  const site = headers["sec-fetch-site"]
  if (site === "cross-site" || site === "same-site") {
    throw new Refusal(403, "Pages of other sites may not use the switchboard.")
  }
}

export function isLoopback(address: string | undefined): boolean {
  const plain = (address ?? "").replace(/^::ffff:/i, "")
  return plain === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain)
}
