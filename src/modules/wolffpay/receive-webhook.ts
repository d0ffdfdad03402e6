import { createHash } from "node:crypto"
import {
  parseWebhookEvent,
  readPaymentEventData,
  readRefundEventData,
  verifyWebhookSignature,
  type WebhookEvent,
} from "../../clients/wolffpay"
import { WOLFFPAY_EVENTS } from "./events"
import { parseUtf8Json } from "./parse-utf8-json"
import type WolffPayModuleService from "./service"
import type { NewWebhookEvent, WebhookEventRow } from "./tables/webhook-events"

export type ReceivedWebhook =
  | { status: 200; id: string; eventType: string; isOpen: boolean }
  | { status: 400 | 401; message: string }

const MAX_TEXT = 255

/**
 * Verifies a webhook over its raw bytes (W33, W34), stores it, and says what to answer. Nothing is stored on a refusal.
 * The caller answers first and then announces the event: a crash in between is mended by the job.
 */
export async function receiveWebhook(
  service: WolffPayModuleService,
  request: {
    rawBody: Buffer
    signature: string | string[] | undefined
    now: number
  }
): Promise<ReceivedWebhook> {
  const { options } = service.wolffPay
  const verified = verifyWebhookSignature({
    rawBody: request.rawBody,
    header: request.signature,
    secrets: options.webhookSecrets,
    now: request.now,
  })
  if (!verified.ok) {
    return refuse(service, 401, `the signature is ${REASONS[verified.reason]}`)
  }
  const parsed = parseWebhookEvent(parseJson(request.rawBody))
  if (!parsed.ok) {
    return refuse(service, 400, parsed.problem)
  }
  const stored = await service.events.store(toInboxRow(parsed.event, request.rawBody))
  return answered(stored)
}

/** What stands in the inbox is answered with 200. */
export function answered({
  id,
  event_type,
  state,
}: Pick<WebhookEventRow, "id" | "event_type" | "state">): ReceivedWebhook {
  return { status: 200, id, eventType: event_type, isOpen: state === "received" }
}

/** Tells the subscriber that an event waits in the inbox; a repeat of one that is finished is not worth a word. */
export async function announceWebhook(
  service: WolffPayModuleService,
  received: { id: string; eventType: string; isOpen: boolean }
): Promise<void> {
  if (received.isOpen) {
    const { id, eventType } = received
    await service.emit(WOLFFPAY_EVENTS.webhookReceived, { id, event_type: eventType })
  }
}

const REASONS = {
  missing: "missing",
  malformed: "malformed",
  expired: "too old or from the future (check the server's clock: 300 seconds are allowed)",
  mismatch: "wrong (check wolffpay.webhookSecret)",
} as const

function refuse(
  service: WolffPayModuleService,
  status: 400 | 401,
  problem: string
): ReceivedWebhook {
  noteRefusal(service, status, problem)
  return {
    status,
    message:
      status === 401
        ? `The webhook was refused: ${problem}.`
        : `The webhook is not an event: ${problem}.`,
  }
}

/**
 * A wrong secret, or anything else that keeps webhooks out, must not be silent: one line for each, and a count, which
 * `GET /admin/wolffpay/status` shows for all processes (R20).
 */
export function noteRefusal(
  service: WolffPayModuleService,
  status: number,
  problem: string,
  sender: "WolffPay" | "Billink" = "WolffPay"
): void {
  const count = service.countRefusedWebhook(
    `${sender === "WolffPay" ? "" : `${sender} `}${status}: ${problem}`
  )
  service.logger.warn(
    `${sender} webhook refused with ${status}, number ${count} since the start: ${problem}.`
  )
}

/** The key is the SHA-256 of the raw body (R22): it only saves work, a repeat in other bytes is harmless too. */
function toInboxRow(event: WebhookEvent, rawBody: Buffer): NewWebhookEvent {
  const refund = event.event.includes("refund")
  const intentId = refund
    ? readRefundEventData(event.data).paymentIntentId
    : readPaymentEventData(event.data).paymentIntentId
  return {
    provider: "wolffpay",
    event_key: createHash("sha256").update(rawBody).digest("hex"),
    event_type: storable(event.event),
    object_id: storable(event.data.id),
    payment_intent_id: intentId ? storable(intentId) : null,
    body: rawBody.toString("utf8").replaceAll("\u0000", ""),
  }
}

/** PostgreSQL keeps no NUL in a text, and an index no megabyte. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "").slice(0, MAX_TEXT)
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return parseUtf8Json(rawBody)
  } catch {
    return undefined
  }
}
