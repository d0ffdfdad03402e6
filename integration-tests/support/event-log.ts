import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

const MERCHANT_EVENTS = [
  "wolffpay.payment.succeeded",
  "wolffpay.payment.failed",
  "wolffpay.payment.refunded",
  "wolffpay.attention.required",
]

export interface EmittedEvent {
  name: string
  data: Record<string, unknown>
}

let count = 0

/** Listens on Medusa's event bus as a merchant's subscriber does, until `stop`. */
export function logEvents(container: MedusaContainer, names = MERCHANT_EVENTS) {
  const bus = container.resolve(Modules.EVENT_BUS)
  const events: EmittedEvent[] = []
  const subscriberId = `event-log-${(count += 1)}`
  const listener = async ({ name, data }: { name: string; data: unknown }) => {
    events.push({ name, data: data as Record<string, unknown> })
  }
  for (const name of names) {
    bus.subscribe(name, listener, { subscriberId: `${subscriberId}-${name}` })
  }
  return {
    events,
    named: (name: string) => events.filter((event) => event.name === name),
    stop: () => {
      for (const name of names) {
        bus.unsubscribe(name, listener, { subscriberId: `${subscriberId}-${name}` })
      }
    },
  }
}
