import { createHmac } from "node:crypto"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { newInvoiceProblem } from "../../modules/wolffpay/billink/new-invoice-problem"
import {
  BILLINK_PROVIDER_ID,
  ONLINE_PROVIDER_ID,
  TERMINAL_PROVIDER_ID,
} from "../../modules/wolffpay/provider-id"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { CHECKOUT_CONTEXT_KEY, type CheckoutContext } from "../../modules/wolffpay/checkout-context"
import type { StoreErrorCode } from "../../modules/wolffpay/store-errors"
import { cartOfCollection } from "./cart-of-collection"
import { networkOf } from "./network-of"
import { replaceData } from "./replace-data"
import { startedAt } from "./started-at"

const TOO_MANY: StoreErrorCode = "too_many_attempts"

type SessionBody = { provider_id?: unknown }

/**
 * Tells the provider which cart a session is for (Medusa does not), in place of whatever the browser sent as data; and
 * refuses a cart or an address that starts too many payments, before anything is written (R19).
 */
export async function limitNewIntents(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const body = (req.body ?? {}) as SessionBody
  if (body.provider_id === TERMINAL_PROVIDER_ID) {
    res.status(400).json({
      type: MedusaError.Types.NOT_ALLOWED,
      message: "Card readers are for the counter. Choose another way to pay.",
    })
    return
  }
  const starting = startOf(service, body.provider_id)
  if (!starting) {
    next()
    return
  }
  const origin: CheckoutContext = {
    cart_id: (await cartOfCollection(req, req.params.id ?? "")) ?? null,
    client_hash: pseudonym(req.ip, starting.key),
    started_at: startedAt(req),
  }
  const problem = await starting.problem(origin)
  if (problem) {
    res.status(429).json(tooMany(problem))
    return
  }
  answerTooMany(res)
  replaceData(req, { [CHECKOUT_CONTEXT_KEY]: origin })
  next()
}

type Start = {
  /** Makes an address unreadable. */
  key: string
  problem: (origin: CheckoutContext) => Promise<string | undefined>
}

/** Undefined for another plugin's provider, or for one of ours that is not configured. */
function startOf(service: WolffPayModuleService, providerId: unknown): Start | undefined {
  const { billinkOptions, wolffPayOptions } = service
  if (providerId === ONLINE_PROVIDER_ID && wolffPayOptions) {
    return { key: wolffPayOptions.apiKey, problem: (origin) => service.newIntentProblem(origin) }
  }
  return providerId === BILLINK_PROVIDER_ID && billinkOptions
    ? { key: billinkOptions.id, problem: (origin) => newInvoiceProblem(service, origin) }
    : undefined
}

/** Of several starts at once only the provider finds the one too many, and Medusa knows no error that is answered 429. */
function answerTooMany(res: MedusaResponse): void {
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    const { code, message } = Object(body) as { code?: unknown; message?: unknown }
    if (code !== TOO_MANY) {
      return json(body)
    }
    res.status(429)
    return json(tooMany(String(message)))
  }
}

function tooMany(message: string) {
  return { type: "too_many_requests", code: TOO_MANY, message }
}

/** Tells addresses apart without keeping them: nobody without the key can find the address back. */
function pseudonym(address: string | undefined, key: string): string | null {
  return address
    ? createHmac("sha256", key).update(networkOf(address)).digest("hex").slice(0, 32)
    : null
}
