import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { failPaymentWorkflow } from "../fail-payment"
import { pluginService } from "../plugin-service"
import { settlePaymentWorkflow } from "../settle-payment"
import { lookAtIntents } from "./look-at-intents"
import { describeError } from "../../modules/wolffpay/describe-error"

const INTENTS_PER_RUN = 200
const DAY_MS = 24 * 60 * 60 * 1000
/** A paid cart that still has no order after this long needs a person, even when no webhook told of it. */
const PATIENCE_MS = 15 * 60 * 1000

/** The shopper has paid, or the money is reserved. */
const HOLDS_MONEY: readonly IntentState[] = ["succeeded", "authorized"]

/** Looks at every intent whose turn it is and settles what changed. Returns how many were looked at. */
export async function checkIntents(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  const due = await service.intents.claimDue(INTENTS_PER_RUN)
  const isDecided = (intent: PaymentIntentRow): boolean =>
    intent.state === "succeeded" || intent.state === "canceled"
  const seen = await lookAtIntents(
    service,
    due.filter((intent) => !isDecided(intent))
  )
  const owned = await existingSessions(container, due)
  for (const before of due) {
    if (before.state === "creating" && ageMs(before) > DAY_MS) {
      await service.intents.end(before.id, "lost")
      continue
    }
    const state = isDecided(before) ? before.state : seen.get(before.id)
    const isQuiet = (state === undefined || state === "open") && before.state !== "processing"
    if (isQuiet && owned.has(before.session_id) && !before.abandoned_at) {
      continue
    }
    if (before.state === "processing" && state === "open") {
      await failPaymentWorkflow(container).run({
        input: { id: before.id, status: "requires_payment_method" },
      })
      continue
    }
    await settleOne(container, before)
  }
  return due.length
}

async function settleOne(container: MedusaContainer, before: PaymentIntentRow): Promise<void> {
  const service = pluginService(container)
  try {
    const { result } = await settlePaymentWorkflow(container).run({
      input: { id: before.id },
    })
    if (result.kind !== "retry") {
      return
    }
    const intent = await service.intents.byId(before.id)
    if (intent && HOLDS_MONEY.includes(intent.state) && ageMs(intent) > PATIENCE_MS) {
      await service.flagAttention(
        attentionOf("paid_without_order", intent, { problem: result.problem })
      )
    }
  } catch (error) {
    service.logger.error(
      `WolffPay could not settle ${before.intent_id ?? before.id}; it is tried again: ${describeError(error)}`
    )
  }
}

async function existingSessions(
  container: MedusaContainer,
  intents: readonly PaymentIntentRow[]
): Promise<Set<string>> {
  const ids = [...new Set(intents.map((intent) => intent.session_id))]
  if (ids.length === 0) {
    return new Set()
  }
  const sessions = await container
    .resolve(Modules.PAYMENT)
    .listPaymentSessions({ id: ids }, { select: ["id"], take: ids.length })
  return new Set(sessions.map((session) => session.id))
}

function ageMs(intent: PaymentIntentRow): number {
  return Date.now() - intent.created_at.getTime()
}
