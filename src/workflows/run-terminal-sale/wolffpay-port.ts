import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { CallOptions } from "../../clients/wolffpay"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type IntentState, stateOfStatus } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { judgeRefusal } from "./judge-refusal"
import { isPlaced } from "./place-order"
import type { CardAnswer, Look, SalePorts } from "./ports"

/** A clerk waits for these. */
const LOOK: CallOptions = { lane: "counter", deadlineMs: 5_000, timeoutMs: 4_000, maxAttempts: 1 }
const VOID: CallOptions = { lane: "counter", deadlineMs: 8_000, timeoutMs: 4_000, maxAttempts: 2 }
const STOP: CallOptions = { lane: "counter", deadlineMs: 4_000, timeoutMs: 4_000, maxAttempts: 1 }
const CALL_SLACK_MS = 2_000
/** Longer than placing an order takes. */
const LOCK_SECONDS = 20

type Intent = PaymentIntentRow & { intent_id: string }

export function wolffPayPort(container: MedusaContainer): SalePorts["wolffPay"] {
  const service = pluginService(container)
  return {
    askForCard: (sale) => askForCard(service, sale),
    look: (sale) => look(service, sale),
    stopReader: async (sale) => {
      if (sale.reader_id) {
        await service.wolffPay.client.cancelReaderAction(
          { readerId: sale.reader_id },
          { ...STOP, idempotencyKey: `medusa:stop:${sale.id}:${randomUUID()}` }
        )
      }
    },
    void: (sale) =>
      // Under the lock that placing the order needs, so that never both happen.
      withSessionLock(
        container,
        sale.session_id ?? sale.id,
        async () =>
          // Nobody but the sale itself places an order on an approved card; one made by hand before has no money.
          sale.state === "authorized" && (await isPlaced(container, sale))
            ? "placed"
            : giveFree(service, await intentOf(service, sale)),
        LOCK_SECONDS
      ),
    abandon: async (sale) => {
      const intent = await intentOf(service, sale)
      if (intent) {
        await service.intents.abandon(intent.id)
      }
    },
  }
}

/** The newest intent of the sale's session that exists at WolffPay. */
async function intentOf(
  service: WolffPayModuleService,
  sale: TerminalSaleRow
): Promise<Intent | undefined> {
  const intents = sale.session_id ? await service.intents.ofSession(sale.session_id) : []
  const intent = intents.find((one) => one.intent_id !== null)
  return intent?.intent_id ? { ...intent, intent_id: intent.intent_id } : undefined
}

async function giveFree(
  service: WolffPayModuleService,
  intent: Intent | undefined
): Promise<"canceled" | "paid" | "unknown"> {
  if (!intent) {
    return "canceled"
  }
  const known = await knownState(service, intent)
  const state = isFinal(known)
    ? known
    : await cancelIntent(service, intent, VOID).catch(() => undefined)
  if (!state || !isFinal(state)) {
    return "unknown"
  }
  return state === "succeeded" ? "paid" : "canceled"
}

async function askForCard(
  service: WolffPayModuleService,
  sale: TerminalSaleRow
): Promise<CardAnswer> {
  const intent = await intentOf(service, sale)
  if (!intent || !sale.reader_id) {
    return { kind: "refused", reason: "reader_unknown" }
  }
  const left = (sale.card_until?.getTime() ?? 0) - Date.now()
  const timeoutMs = Math.max(CALL_SLACK_MS, left + CALL_SLACK_MS)
  try {
    const answer = await service.wolffPay.client.collectAndProcess(
      { readerId: sale.reader_id, paymentIntentId: intent.intent_id },
      {
        lane: "counter",
        idempotencyKey: `medusa:collect:${sale.id}:${sale.attempts}`,
        timeoutMs,
        deadlineMs: timeoutMs,
      }
    )
    return await judgeAnswer(service, intent, answer.status ?? "")
  } catch (error) {
    return judgeRefusal(error)
  }
}

async function judgeAnswer(
  service: WolffPayModuleService,
  intent: Intent,
  status: string
): Promise<CardAnswer> {
  const state = stateOfStatus(status)
  if (state === "authorized" || state === "succeeded") {
    await service.intents.advance(intent.id, state, status)
    return { kind: "approved" }
  }
  // Declined may be told as a status instead of a refusal; whatever else it says is looked into.
  return state === "open" ? { kind: "refused", reason: "card_declined" } : { kind: "cut_off" }
}

async function look(service: WolffPayModuleService, sale: TerminalSaleRow): Promise<Look> {
  const intent = await intentOf(service, sale)
  if (!intent) {
    return { kind: "canceled" }
  }
  const known = await knownState(service, intent)
  if (isFinal(known)) {
    return { kind: known === "succeeded" ? "approved" : "canceled" }
  }
  const seen = await lookUp(service, intent, LOOK)
  if (!seen.agrees) {
    return { kind: "differs" }
  }
  switch (seen.state) {
    case "authorized":
    case "succeeded":
      return { kind: "approved" }
    case "canceled":
      return { kind: "canceled" }
    default:
      return { kind: "open", isDeclined: isDeclinedSince(intent, sale) }
  }
}

/** WolffPay shows the same status before a card and after a declined one; only its event tells (W30). */
function isDeclinedSince(intent: Intent, sale: TerminalSaleRow): boolean {
  const asked = sale.card_asked_at?.getTime()
  return asked !== undefined && intent.failed_at !== null && intent.failed_at.getTime() >= asked
}

function isFinal(state: IntentState): state is "succeeded" | "canceled" {
  return state === "succeeded" || state === "canceled"
}
