import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { describeError } from "../../modules/wolffpay/describe-error"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { pluginService } from "../plugin-service"
import { cleanUp } from "../run-terminal-sale/clean-up"

/** Undoes a sale that could not be made, for this reason, and gives what the till is told: a refusal only when nothing is left of it. */
export async function giveUpSale(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  token: string,
  error: unknown
): Promise<unknown> {
  return (await giveUp(container, sale, token))
    ? certain(container, sale, error)
    : unknown(container, sale, error)
}

const REFUSED: readonly string[] = [
  MedusaError.Types.INVALID_DATA,
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
]

/** The sale never was: the till may say so, and need not ask again with the same request. */
function certain(container: MedusaContainer, sale: TerminalSaleRow, error: unknown): unknown {
  // What comes out of a workflow may have lost its class.
  const { type, code } = Object(error) as Partial<MedusaError>
  if (error instanceof TerminalRefusal || (type && REFUSED.includes(type))) {
    return error
  }
  pluginService(container).logger.error(
    `The sale ${sale.id} could not be made: ${describeError(error)}`
  )
  return code === "service_unavailable"
    ? new TerminalRefusal(
        code,
        `${describeError(error)} Nothing was charged; try again in a moment.`
      )
    : new TerminalRefusal(
        "sale_not_made",
        "This sale could not be made; the server's log says why. Nothing was charged."
      )
}

/** The row stands and holds the reader, so that a refusal would be forgotten too early: the same request asks what became of it. */
function unknown(container: MedusaContainer, sale: TerminalSaleRow, error: unknown): MedusaError {
  pluginService(container).logger.error(
    `The sale ${sale.id} is still to be undone: ${describeError(error)}`
  )
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "This sale could not be made, and is still to be undone. Ask again with the same request."
  )
}

/**
 * Nothing was asked of any card: what was made goes, and with it the sale. Says whether it never was; otherwise the row says what
 * becomes of it. Whoever took a sale up that was still being made undoes it, but could not see a draft that was not there yet.
 */
async function giveUp(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  token: string
): Promise<boolean> {
  const { sales, logger } = pluginService(container)
  try {
    const held = await sales.extend(sale.id, token)
    const left = held ?? (await sales.byId(sale.id))
    if (left) {
      await cleanUp(container, left)
    }
    return held !== undefined && (await sales.forget(sale.id, token))
  } catch (error) {
    logger.warn(`The sale ${sale.id} is undone by the job: ${describeError(error)}`)
    await sales.wake(sale.id)
    return false
  } finally {
    await sales.release(sale.id, token)
  }
}
