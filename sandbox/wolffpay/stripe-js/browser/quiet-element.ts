import type { Listener } from "./emitter"
import { Emitter } from "./emitter"

/** An element that has nothing to show here, such as wallets: it says that it is ready, without any wallet. */
export function quietElement(elementType: string, forget: () => void) {
  const events = new Emitter()
  const element = {
    mount: () => {
      void Promise.resolve().then(() =>
        events.emit("ready", { elementType, availablePaymentMethods: undefined })
      )
    },
    unmount: () => undefined,
    destroy: forget,
    update: () => element,
    focus: () => undefined,
    blur: () => undefined,
    clear: () => undefined,
    on: (name: string, listener: Listener) => (events.add(name, listener), element),
    once: (name: string, listener: Listener) => (events.add(name, listener, true), element),
    off: (name: string, listener?: Listener) => (events.remove(name, listener), element),
  }
  return element
}
