import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { OUR_PROVIDER_IDS } from "../../modules/wolffpay/provider-id"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { loadOrderSessions } from "../../workflows/close-canceled-order/load-payments"
import { completeSession } from "../../workflows/record-refunds/complete-session"
import { wasMadeMeanwhile } from "../../workflows/record-refunds/made-meanwhile"
import { hasOpenChange } from "../../workflows/record-refunds/order-account"
import { refundObstacle } from "../../workflows/record-refunds/refund-obstacle"
import { forgetCutOff } from "../../workflows/record-refunds/unmade-refunds"
import { withSessionLock } from "../../workflows/session-lock"
import { untilAnswered } from "../until-answered"

/** A proxy in front of the admin waits about 30 seconds, and the work itself needs some. */
const WAIT_SECONDS = 15

/**
 * Core's routes that move money take no lock: two refunds at once, or one beside a webhook, would write the same line on the
 * order twice. While one of them runs nothing else touches the payment, and a second click waits for the first.
 */
export async function holdPayment(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  await hold(req, res, next, await sessionOfPayment(req.scope, req.params.id))
}

/**
 * Cancelling an order refunds or voids each of its payments, and fails after that while a change of the order is open: core
 * writes a change of its own.
 */
export async function holdPaymentsOfOrder(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const orderId = req.params.id ?? ""
  const sessions = await loadOrderSessions(req.scope, orderId, OUR_PROVIDER_IDS)
  const sessionIds = sessions.map((session) => session.session_id)
  await hold(req, res, next, sessionIds, {
    refusal: async () =>
      (await hasOpenChange(req.scope, orderId))
        ? "A change of this order is open (an edit, a return, a claim or an exchange). Confirm or cancel it, then cancel the order. No money was moved."
        : undefined,
  })
}

/**
 * As {@link holdPayment}; and of two clicks on one refund, the second is told so instead of refunding again. What an earlier
 * refund left half booked is completed first, and this one afterwards: core would write a missing line with a wrong amount.
 */
export async function holdRefund(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const askedAt = await req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE).refunds.now()
  const sessionIds = await sessionOfPayment(req.scope, req.params.id)
  const amount = amountOf(req.body)
  await hold(req, res, next, sessionIds, {
    refusal: async () => {
      for (const sessionId of sessionIds) {
        if (
          amount !== undefined &&
          (await wasMadeMeanwhile(req.scope, sessionId, amount, askedAt))
        ) {
          return "This refund was made while your second request for it waited. Reload the page; to refund the same amount once more, ask again."
        }
        await completeSession(req.scope, sessionId)
        const obstacle = await refundObstacle(req.scope, sessionId, amount)
        if (obstacle) {
          return obstacle
        }
        await forgetCutOff(req.scope, sessionId, req.params.id ?? "")
      }
      return undefined
    },
    afterwards: async () => {
      for (const sessionId of sessionIds) {
        await completeSession(req.scope, sessionId)
      }
    },
  })
}

type Care = {
  /** Why the request is not let through. */
  refusal?: () => Promise<string | undefined>
  /** What is done once it is answered, still before anybody else has a turn. */
  afterwards?: () => Promise<void>
}

async function hold(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
  sessionIds: readonly string[],
  { refusal, afterwards }: Care = {}
): Promise<void> {
  if (sessionIds.length === 0) {
    next()
    return
  }
  let isHeld = false
  try {
    await withSessionLock(
      req.scope,
      sessionIds,
      async () => {
        isHeld = true
        const message = await refusal?.()
        if (message) {
          res.status(400).json({ type: MedusaError.Types.NOT_ALLOWED, message })
          return
        }
        const answered = untilAnswered(res)
        next()
        await answered
        await afterwards?.()
      },
      WAIT_SECONDS
    )
  } catch (error) {
    if (isHeld) {
      throw error
    }
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This payment is being worked on right now. Wait a moment, reload the page and look before you try again."
    )
  }
}

async function sessionOfPayment(
  container: MedusaContainer,
  paymentId: string | undefined
): Promise<string[]> {
  if (!paymentId) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "provider_id", "payment_session.id"],
    filters: { id: paymentId },
  })
  const [payment] = data
  return payment && OUR_PROVIDER_IDS.includes(payment.provider_id) && payment.payment_session?.id
    ? [payment.payment_session.id as string]
    : []
}

/** Minor units; undefined when the request names no amount: all that is left, which cannot be refunded twice. */
function amountOf(body: unknown): number | undefined {
  const amount: unknown = Reflect.get(Object(body), "amount")
  return typeof amount === "number" && Number.isFinite(amount) ? toMinorUnits(amount) : undefined
}
