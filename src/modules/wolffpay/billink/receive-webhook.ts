import { createHash, timingSafeEqual } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import {
  type BillinkSignatureRefusal,
  parseOrderWebhook,
  parseSessionWebhook,
  verifyBillinkSignature,
} from "../../../clients/billink"
import { parseUtf8Json } from "../parse-utf8-json"
import { answered, noteRefusal, type ReceivedWebhook, storable } from "../receive-webhook"
import type WolffPayModuleService from "../service"
import type { NewWebhookEvent } from "../tables/webhook-events"

export type WebhookKind = "session" | "order"

/** Whether the address that was called holds one of our tokens; takes as long for any wrong one. */
export function isKnownToken(service: WolffPayModuleService, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  const given = digest(token)
  const matches = service.billink.options.webhookTokens.map((known) =>
    timingSafeEqual(given, digest(known))
  )
  return matches.includes(true)
}

/**
 * Judges a webhook whose token was right by its v3 signature, when those are on (facts 3.4). It is stored and says nothing
 * more than that it is worth asking Billink; so is one that nobody here can read.
 */
export async function receiveBillinkWebhook(
  service: WolffPayModuleService,
  request: {
    kind: WebhookKind
    rawBody: Buffer
    headers: IncomingHttpHeaders
    /** Unix seconds. */
    now: number
  }
): Promise<ReceivedWebhook> {
  const { options } = service.billink
  let deliveryId: string | undefined
  if (options.webhookSecrets.length > 0) {
    const verified = verifyBillinkSignature({
      rawBody: request.rawBody,
      headers: request.headers,
      secrets: options.webhookSecrets,
      settings: options.adapter.webhook,
      now: request.now,
    })
    if (!verified.ok) {
      return refuse(service, 401, `the signature is ${REASONS[verified.reason]}`)
    }
    deliveryId = verified.deliveryId
  }
  const body = parseUtf8Json(request.rawBody)
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refuse(service, 400, "it is not a JSON object")
  }
  const stored = await service.events.store(
    toInboxRow(request, readEvent(request.kind, body), deliveryId)
  )
  return answered(stored)
}

type Event = { name: string; orderNumber: string }

function readEvent(kind: WebhookKind, body: object): Event {
  if (kind === "session") {
    const read = parseSessionWebhook(body)
    return read.ok
      ? { name: read.payload.status, orderNumber: read.payload.orderNumber }
      : UNREADABLE
  }
  const read = parseOrderWebhook(body)
  return read.ok ? { name: read.payload.event, orderNumber: read.payload.orderNumber } : UNREADABLE
}

/** Such as an event of v3 whose fields are not known (facts 7.5). */
const UNREADABLE: Event = { name: "unreadable", orderNumber: "" }

/** By its delivery, which a signed webhook names and repeats; else by its bytes (R22). */
function toInboxRow(
  { kind, rawBody }: { kind: WebhookKind; rawBody: Buffer },
  event: Event,
  deliveryId: string | undefined
): NewWebhookEvent {
  const hash = createHash("sha256").update(kind)
  return {
    provider: "billink",
    event_key: hash.update(deliveryId === undefined ? rawBody : `id ${deliveryId}`).digest("hex"),
    event_type: storable(`${kind}.${event.name}`),
    object_id: storable(event.orderNumber),
    payment_intent_id: null,
    body: rawBody.toString("utf8").replaceAll("\u0000", ""),
  }
}

const REASONS: Record<BillinkSignatureRefusal, string> = {
  missing: "missing",
  malformed: "malformed",
  expired: "too old or from the future (check the server's clock: 300 seconds are allowed)",
  mismatch: "wrong (check billink.webhookSecret and billink.webhookSecretEncoding)",
}

function refuse(
  service: WolffPayModuleService,
  status: 400 | 401,
  problem: string
): ReceivedWebhook {
  noteRefusal(service, status, problem, "Billink")
  return {
    status,
    message:
      status === 401
        ? `The webhook was refused: ${problem}.`
        : `The webhook is not an event: ${problem}.`,
  }
}
