import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { describeError } from "../../modules/wolffpay/describe-error"
import { pluginService } from "../plugin-service"
import { reconcileWorkflow } from "."

const KEY = "wolffpay:reconcile"
/** A tick waits this long for the lock: whoever holds it does the work. */
const WAIT_SECONDS = 1

/**
 * Runs the job unless another process, or the last tick, is still at it. `execute` and not `acquire`: the lock of a process
 * that died is freed by every one of Medusa's locking providers.
 */
export async function reconcileOnce(container: MedusaContainer): Promise<void> {
  let isOurs = false
  try {
    await container.resolve(Modules.LOCKING).execute(
      KEY,
      async () => {
        isOurs = true
        await reconcileWorkflow(container).run()
      },
      { timeout: WAIT_SECONDS }
    )
  } catch (error) {
    const { logger } = pluginService(container)
    if (isOurs) {
      throw error
    }
    logger.debug(`WolffPay's job did not run, another one holds the lock: ${describeError(error)}`)
  }
}
