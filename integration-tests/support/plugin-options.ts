import type { ShopSuite } from "./runner"

let undo: (() => void)[] = []

/**
 * Changes an option of the running plugin until `restoreOptions`. A file can boot only one Medusa, and what an option does
 * at boot is tested elsewhere.
 */
export function setOption(suite: ShopSuite, name: string, value: unknown) {
  const options = liveOptions(suite)
  const before = options[name]
  undo.push(() => {
    options[name] = before
  })
  options[name] = value
}

/** The plugin's client as after a restart: with a budget of its own that is not used yet, and nothing known of the account. */
export function restartClient(suite: ShopSuite) {
  const service: { browserConfig_: object } = suite.container.resolve("wolffpay")
  Reflect.set(service, "client_", undefined)
  Object.assign(service.browserConfig_, { last: undefined, failure: undefined })
}

export function restoreOptions() {
  undo.reverse().forEach((restore) => restore())
  undo = []
}

function liveOptions(suite: ShopSuite): Record<string, unknown> {
  const service: { wolffPayOptions?: Record<string, unknown> } = suite.container.resolve("wolffpay")
  if (!service.wolffPayOptions) {
    throw new Error("WolffPay is not configured in this shop")
  }
  return service.wolffPayOptions
}
