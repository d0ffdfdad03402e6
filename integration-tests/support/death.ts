import { Modules } from "@medusajs/framework/utils"
import type { ShopSuite } from "./runner"
import { waitUntil } from "./wait"

type Method = (...args: unknown[]) => Promise<unknown>

/** A place where a server stands still for ever: `after` means that the call did its work. */
export type DeathPoint = { of: (suite: ShopSuite) => object; method: string; isAfter: boolean }

/**
 * The next call of this method is the last thing that its server does. `isDead` waits until it has come so far; `wake` lets it go
 * on after all, with a failure, as a server does that only stood still.
 */
export function dieAt(suite: ShopSuite, { of, method, isAfter }: DeathPoint) {
  const target = of(suite) as Record<string, Method>
  const original = target[method]
  if (!original) {
    throw new Error(`There is no method ${method} to die at`)
  }
  let isDead = false
  let wake = () => {}
  jest.spyOn(target, method).mockImplementationOnce(async (...args) => {
    if (isAfter) {
      await original.apply(target, args)
    }
    isDead = true
    return new Promise((_, reject) => {
      wake = () => reject(new Error("The server stood still."))
    })
  })
  return {
    isDead: () => waitUntil(`the server dies at ${method}`, () => isDead, 30_000),
    wake: () => wake(),
  }
}

/** Its locks go with a dead process. */
export async function bury(suite: ShopSuite) {
  jest.restoreAllMocks()
  await suite.container.resolve(Modules.LOCKING).releaseAll()
}
