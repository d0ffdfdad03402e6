import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { shopperText } from "../../modules/wolffpay/billink/shopper-texts"
import { DEADLINES } from "../../modules/wolffpay/deadlines"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { knownState } from "../../modules/wolffpay/known-state"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { hasChanged } from "../../workflows/settle-invoice/read-cart"
import { hasOrder } from "./has-order"
import { answerInTime, replaceFailure, type Answer } from "./late-answer"

/** As core answers a cart that another request completes: ask again. */
const BEING_PLACED: Answer = {
  status: 409,
  body: {
    code: "invalid_state_error",
    type: MedusaError.Types.CONFLICT,
    message: "The order is being placed. Ask again in a few seconds; nothing is paid twice.",
  },
}

/**
 * Completing a cart whose webhook is placing the order at the same moment waits for that, and core answers 500 when it takes
 * long. A storefront must not show a paid shopper an error: it is told to ask again.
 */
export async function answerCompletion(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const cartId = req.params.id ?? ""
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const payable = () =>
    service.intents.ofCart(cartId, ["open", "processing", "authorized", "succeeded"])
  const invoices = service.billinkOptions ? await service.invoices.ofCart(cartId) : []
  const [invoice] = invoices
  if (invoice && (await isStale(req.scope, cartId, invoice))) {
    const message = shopperText("changed", invoice.language)
    res.status(400).json({ type: MedusaError.Types.NOT_ALLOWED, message })
    return
  }
  if (invoice || (await payable()).length > 0) {
    const judge = async (status: number): Promise<Answer | undefined> => {
      if (status < 500) {
        // What core refuses, as when it is sold out, is no end of an acceptance: the order is placed when that is mended.
        return (await isUnplaced(service, invoice)) ? BEING_PLACED : undefined
      }
      const states = await Promise.all((await payable()).map((one) => knownState(service, one)))
      return states.some((state) => state !== "open" && state !== "canceled") ||
        (await isAccepted(service, invoice)) ||
        (await hasOrder(req.scope, cartId))
        ? BEING_PLACED
        : undefined
    }
    replaceFailure(res, judge, 400)
    answerInTime(res, DEADLINES.completion, BEING_PLACED)
  }
  next()
}

/**
 * Core compares nothing when it completes a cart. What Billink bills was fixed when the session began: a cart that differs
 * from it by now gets no order on its account, and where it is accepted already a person is told.
 */
async function isStale(
  container: MedusaContainer,
  cartId: string,
  invoice: BillinkInvoiceRow
): Promise<boolean> {
  if (
    invoice.settled_at !== null ||
    (await hasOrder(container, cartId)) ||
    !(await hasChanged(container, cartId, invoice.fingerprint))
  ) {
    return false
  }
  if (invoice.state === "accepted") {
    const service = container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
    await service.emit(WOLFFPAY_EVENTS.billinkSettlementRequested, { id: invoice.id })
  }
  return true
}

async function isUnplaced(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow | undefined
): Promise<boolean> {
  const now = invoice && (await service.invoices.byId(invoice.id))
  return now?.state === "accepted" && now.settled_at === null
}

async function isAccepted(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow | undefined
): Promise<boolean> {
  const now = invoice && (await service.invoices.byId(invoice.id))
  return now?.state === "accepted"
}
