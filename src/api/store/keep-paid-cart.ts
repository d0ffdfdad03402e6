import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { DEADLINES, SHOPPER_PATIENCE_MS } from "../../modules/wolffpay/deadlines"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { alreadyPaid } from "../../modules/wolffpay/store-errors"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { cartOfCollection } from "./cart-of-collection"
import { hasOrder } from "./has-order"
import { acceptedCartText } from "./kept-invoices"
import { LEAST_LOOK_MS } from "./least-look"
import { replaceFailure } from "./late-answer"
import { startedAt } from "./started-at"

const LATE_LOOK_MS = 3000

type Refusal = Pick<MedusaError, "type" | "code" | "message">

/**
 * A cart whose payment is in, or on its way, is not changed any more (R13): the shopper is told, and the payment is settled
 * at once. Where the change would give the payment up, WolffPay or Billink is asked before core takes the cart's lock, in which there
 * is hardly time to (R12). What only turns out while core gives the session up (it answers 500 then) is told in the same words.
 */
export async function keepPaidCart(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const start = startedAt(req)
  const { cartId, givesUp } = await readRequest(req)
  if (!cartId) {
    next()
    return
  }
  const refusal = await refusalFor(req.scope, cartId, {
    lookUntil: givesUp ? Date.now() + DEADLINES.beforeChange : 0,
  })
  if (refusal) {
    res.status(400).json(refusal)
    return
  }
  replaceFailure(res, async () => {
    const late = await refusalFor(req.scope, cartId, {
      isLate: true,
      lookUntil: Math.min(Date.now() + LATE_LOOK_MS, start + SHOPPER_PATIENCE_MS),
    })
    return late && { status: 400, body: late }
  })
  next()
}

/** What an update of a cart may set without moving its total. */
const DETAILS = ["email", "billing_address", "metadata", "locale"]

/** `givesUp`: what may come with a new total or another session, unlike details such as an e-mail address. */
async function readRequest(
  req: MedusaRequest
): Promise<{ cartId: string | undefined; givesUp: boolean }> {
  const path = req.originalUrl.split("?")[0] ?? ""
  const [, , resource = "", id = "", action = ""] = path.split("/")
  // The router reads paths in either case.
  if (resource.toLowerCase() === "payment-collections") {
    return { cartId: await cartOfCollection(req, decode(id) ?? ""), givesUp: true }
  }
  // Completing is how a paid cart becomes an order.
  const isCompletion = action.toLowerCase() === "complete"
  const isDetail =
    action === "" && Object.keys(Object(req.body)).every((key) => DETAILS.includes(key))
  return { cartId: isCompletion ? undefined : decode(id), givesUp: !isDetail }
}

/**
 * `isLate`: core has failed already, perhaps because the order was being placed meanwhile. `lookUntil` (epoch, ms): WolffPay
 * may be asked until then about what is not known.
 */
async function refusalFor(
  container: MedusaContainer,
  cartId: string,
  { isLate = false, lookUntil }: { isLate?: boolean; lookUntil: number }
): Promise<Refusal | undefined> {
  const service = container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const intents = await service.intents.ofCart(cartId, [
    "open",
    "processing",
    "authorized",
    "succeeded",
  ])
  for (const intent of intents) {
    if ((intent.settled_at !== null && !isLate) || intent.abandoned_at !== null) {
      continue
    }
    const state = await currentState(service, intent, lookUntil)
    if (state === "authorized" && (await hasOrder(container, cartId))) {
      return answerOf(alreadyPaid("authorized"))
    }
    if (state !== "succeeded" && state !== "processing") {
      continue
    }
    if (await isFullyRefunded(service, intent)) {
      continue
    }
    await service.emit(WOLFFPAY_EVENTS.settlementRequested, { id: intent.id })
    return answerOf(alreadyPaid(state))
  }
  const message = await acceptedCartText(container, cartId, { isLate, lookUntil })
  return message === undefined ? undefined : { type: "not_allowed", message }
}

/** Paid without a webhook that told of it: one look tells. A WolffPay that does not answer does not hold the cart (R12). */
async function currentState(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  lookUntil: number
): Promise<IntentState> {
  const known = await knownState(service, intent)
  const deadlineMs = lookUntil - Date.now()
  if (known !== "open" || deadlineMs < LEAST_LOOK_MS || !service.allowShopperLook(intent)) {
    return known
  }
  const call = { lane: "checkout", deadlineMs, maxAttempts: 1 } as const
  const seen = await lookUp(service, intent, call).catch(() => undefined)
  return seen?.agrees ? seen.state : known
}

function answerOf({ type, code, message }: MedusaError): Refusal {
  return { type, code, message }
}

/** As the router reads it, so that no spelling of an id slips past. */
function decode(id: string): string | undefined {
  try {
    return decodeURIComponent(id) || undefined
  } catch {
    return undefined
  }
}
