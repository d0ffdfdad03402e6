import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { reconcileWorkflow } from "."

const KEY = "wolffpay:reconcile"
/** Seconds. A run that died frees the next one after this long. */
const LIFE = 600

/** Runs the job unless another process, or the last tick, is still at it. */
export async function reconcileOnce(container: MedusaContainer): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  const owner = `${process.pid}:${Date.now()}`
  try {
    await locking.acquire(KEY, { ownerId: owner, expire: LIFE })
  } catch {
    return
  }
  try {
    await reconcileWorkflow(container).run()
  } finally {
    await locking.release(KEY, { ownerId: owner })
  }
}
