import { createHash, randomBytes } from "node:crypto"
import autocannon from "autocannon"
import { signatureOf } from "../support/webhook"

export interface Target {
  url: string
  path: string
}

export interface LoadResult {
  /** Milliseconds of every answer, one by one: autocannon's own histogram knows whole ones only. */
  latencies: number[]
  perSecond: number
}

/** A success of a payment that another shop on the same account made, signed; no two are alike. */
export function foreignEvent() {
  const id = `pi_${randomBytes(12).toString("hex")}`
  const body = JSON.stringify({
    event: "payment.succeeded",
    data: {
      id,
      paymentIntentId: id,
      amount: 1500,
      currency: "eur",
      status: "succeeded",
      description: `Order ${createHash("md5").update(id).digest("hex")}`,
      metadata: {},
    },
    timestamp: new Date().toISOString(),
  })
  return { body, signature: signatureOf(body) }
}

/** Posts distinct signed events over this many connections for so many seconds. Throws when one is not answered with 200. */
export async function load(target: Target, connections: number, seconds: number) {
  const prepared = Array.from({ length: 4000 * seconds }, foreignEvent)
  const latencies: number[] = []
  const run = autocannon({
    url: target.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: "POST",
        path: target.path,
        setupRequest: (request) => {
          const event = prepared.pop() ?? foreignEvent()
          return {
            ...request,
            body: event.body,
            headers: {
              "content-type": "application/json",
              "x-wolffpay-signature": event.signature,
            },
          }
        },
      },
    ],
  })
  run.on("response", (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds))
  const result = await run
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.path}: ${result.non2xx} refused, ${result.errors} failed`)
  }
  return { latencies, perSecond: latencies.length / result.duration } satisfies LoadResult
}
