import { randomBytes } from "node:crypto"
import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import {
  BillinkUnknownOutcomeError,
  type CreatedSession,
  type CreateSessionInput,
  shopperTextsFor,
} from "../../clients/billink"
import { ApiError } from "../../clients/http"
import { fingerprintOf, orderNumberFor, type PreparedSession } from "../../modules/wolffpay/billink"
import { newInvoiceProblem } from "../../modules/wolffpay/billink/new-invoice-problem"
import { shopperText } from "../../modules/wolffpay/billink/shopper-texts"
import { CHECKOUT_CONTEXT_KEY } from "../../modules/wolffpay/checkout-context"
import { initiateDeadline } from "../../modules/wolffpay/deadlines"
import { describeError } from "../../modules/wolffpay/describe-error"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { storeError } from "../../modules/wolffpay/store-errors"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { toSessionData } from "./session-data"

/**
 * Starts a Billink session for a new payment session. What is billed is what the store's door has read from the cart; `amount`
 * (major units) has to agree with it.
 */
export async function initiate(
  service: WolffPayModuleService,
  input: InitiatePaymentInput
): Promise<InitiatePaymentOutput> {
  const sessionId = input.data?.session_id
  if (typeof sessionId !== "string" || sessionId === "") {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "A Billink payment needs a Medusa payment session."
    )
  }
  const data = await startSession(service, sessionId, input)
  return { id: String(data.sessionId), status: PaymentSessionStatus.PENDING, data }
}

/** The session's new data. @throws MedusaError */
export async function startSession(
  service: WolffPayModuleService,
  sessionId: string,
  input: Pick<InitiatePaymentInput, "amount" | "currency_code" | "data">
): Promise<Record<string, unknown>> {
  const prepared = service.prepared.take(ticketIn(input.data))
  if (!prepared) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "A Billink payment starts from a cart: POST /store/payment-collections/:id/payment-sessions."
    )
  }
  const cents = toMinorUnits(input.amount)
  if (prepared.session.totalCents !== cents || input.currency_code.toLowerCase() !== "eur") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, shopperText("changed", prepared.language))
  }
  const attempt = await writeAttempt(service, sessionId, prepared)
  const created = await createSession(service, attempt, prepared)
  await service.invoices.complete(attempt.id, created)
  return toSessionData(attempt.order_number, created)
}

async function writeAttempt(
  service: WolffPayModuleService,
  sessionId: string,
  { checkout, language, session }: PreparedSession
): Promise<BillinkInvoiceRow> {
  const attempt = await service.invoices.begin({
    session_id: sessionId,
    cart_id: checkout.cart_id,
    client_hash: checkout.client_hash,
    amount: session.totalCents,
    workflow_number: session.workflowNumber,
    language,
    fingerprint: fingerprintOf(session),
    // Whoever comes back with it is told how the payment went, so it must not be guessed.
    return_token: randomBytes(24).toString("base64url"),
    orderNumber: (number) => orderNumberFor(sessionId, number),
  })
  const tooMany = await newInvoiceProblem(service, checkout, attempt)
  if (tooMany) {
    await service.invoices.end(attempt.id, "refused")
    throw storeError(MedusaError.Types.NOT_ALLOWED, "too_many_attempts", tooMany)
  }
  return attempt
}

async function createSession(
  service: WolffPayModuleService,
  attempt: BillinkInvoiceRow,
  { checkout, language, session }: PreparedSession
): Promise<CreatedSession> {
  const { client, publicUrl } = service.billink
  const back = `${publicUrl}/hooks/billink/return?session=${attempt.return_token}`
  const request: CreateSessionInput = {
    ...session,
    orderNumber: attempt.order_number,
    // Where the browser comes back proves nothing, so all four are the same.
    returnUrls: { success: back, fail: back, back, cancel: back },
  }
  try {
    // A shopper waits for it, and it is sent once.
    const deadlineMs = initiateDeadline(checkout.started_at)
    return await client.createSession(request, { lane: "checkout", deadlineMs })
  } catch (error) {
    // Without its address no shopper can accept a session, so one whose answer was lost is harmless.
    const isUnknown = error instanceof BillinkUnknownOutcomeError
    await service.invoices.end(attempt.id, isUnknown ? "lost" : "refused")
    service.logger.error(
      `Billink could not start a session for ${attempt.session_id}: ${describeError(error)}`
    )
    const refused = error instanceof ApiError && !error.retryable && error.outcome === "none"
    throw new MedusaError(
      refused ? MedusaError.Types.INVALID_DATA : MedusaError.Types.UNEXPECTED_STATE,
      withFields(error, shopperTextsFor(error)[language])
    )
  }
}

/** As for a cart that we find wanting ourselves: Medusa's own names first, then the sentence. */
function withFields(error: unknown, sentence: string): string {
  const fields: unknown = Reflect.get(Object(error), "fields")
  return Array.isArray(fields) && fields.length > 0 ? `${fields.join(", ")}: ${sentence}` : sentence
}

function ticketIn(data: Record<string, unknown> | undefined): unknown {
  return Reflect.get(Object(data?.[CHECKOUT_CONTEXT_KEY]), "prepared")
}
