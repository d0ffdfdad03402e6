import net from "node:net"
import { DemoError } from "./demo-error.mjs"
import { texts } from "./texts.mjs"

const TRIES = 50

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    // A machine without IPv6 has nobody listening there either.
    server.once("error", ({ code }) => resolve(code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT"))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Also for a listener on all addresses or on ::1 alone, where a browser looks first for localhost. */
export async function isFree(port) {
  return (
    (await canListen(port, "::")) &&
    (await canListen(port, "0.0.0.0")) &&
    (await canListen(port, "127.0.0.1"))
  )
}

/** The preferred port, or the next one that is free and not among `taken`. */
export async function nextFreePort(preferred, taken = []) {
  for (let port = preferred; port < preferred + TRIES; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) {
      return port
    }
  }
  throw new DemoError(texts.noPort(preferred, preferred + TRIES - 1))
}
