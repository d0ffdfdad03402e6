import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalText,
  requiredChoice,
  requiredText,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { amsterdamTime } from "../core/amsterdam-time"
import type { Context } from "../core/context"
import type { Delivery, Generation, Signing, WebhookKind } from "../webhooks/delivery"
import { GENERATIONS, SIGNINGS, WEBHOOK_KINDS } from "../webhooks/delivery"

/** A webhook about something that never happened. */
export interface Forgery {
  kind: WebhookKind
  /** A session's status or an order's event, or any other text. */
  event: string
  invoiceNumber: string
  /** The prefix and the number when absent. */
  billinkNumber?: string
  /** `classic` when absent. */
  generation?: Generation
  /** How a v3 webhook is signed; `wrong` when absent. */
  signing?: Signing
}

export function forgeWebhook(ctx: Context, input: unknown): Delivery {
  const forgery = parseForgery(input)
  const { kind, event, invoiceNumber, generation = "classic", signing = "wrong" } = forgery
  const payload = payloadOf(ctx, forgery)
  return ctx.webhooks.forge({ kind, event, invoiceNumber, payload }, generation, signing)
}

function payloadOf(
  ctx: Context,
  { kind, event, invoiceNumber, billinkNumber }: Forgery
): JsonObject {
  const shown = billinkNumber ?? `${ctx.state.settings.invoicePrefix}${invoiceNumber}`
  if (kind === "session") {
    return { status: event, invoiceNumber, transactionId: "tx_0", billinkInvoiceNumber: shown }
  }
  return {
    order_id: "1",
    invoice_number: shown,
    invoice_number_clean: invoiceNumber,
    workflow_id: "1",
    event,
    timestamp: amsterdamTime(ctx.clock.now()),
  }
}

function parseForgery(input: unknown): Forgery {
  const rule = "switchboard"
  const body = asObject(input)
  const fields = ["kind", "event", "invoiceNumber", "billinkNumber", "generation", "signing"]
  onlyFields(body, fields, rule)
  return {
    kind: requiredChoice(body, "kind", WEBHOOK_KINDS, rule),
    event: requiredText(body, "event", 100, rule),
    invoiceNumber: requiredText(body, "invoiceNumber", 100, rule),
    billinkNumber: optionalText(body, "billinkNumber", 100, rule),
    generation: optionalChoice(body, "generation", GENERATIONS, rule),
    signing: optionalChoice(body, "signing", SIGNINGS, rule),
  }
}
