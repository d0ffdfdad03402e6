import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { failPaymentWorkflow } from "../fail-payment"
import { pluginService } from "../plugin-service"
import { settlePaymentWorkflow } from "../settle-payment"
import { isOnOrder } from "../settle-payment/confirm"
import { loadBooks } from "../settle-payment/load-books"
import { lookAtIntents } from "./look-at-intents"
import { describeError } from "../../modules/wolffpay/describe-error"

const INTENTS_PER_RUN = 1000
const DAY_MS = 24 * 60 * 60 * 1000
/** A paid cart that still has no order after this long needs a person, even when no webhook told of it. */
const PATIENCE_MS = 15 * 60 * 1000

/** A cart that nobody came back to: its open intent is cancelled, so that it need not be watched for ever. */
const FORGOTTEN_MS = 30 * DAY_MS

/** The shopper has paid, or the money is reserved. */
const HOLDS_MONEY: readonly IntentState[] = ["succeeded", "authorized"]

/** Looks at every intent whose turn it is and settles what changed. `looked`: how many; `problem`: why not all of them. */
export async function checkIntents(
  container: MedusaContainer
): Promise<{ looked: number; problem?: string }> {
  const service = pluginService(container)
  const due = await service.intents.claimDue(INTENTS_PER_RUN, service.wolffPay.client.live)
  const { seen, problem } = await lookAtIntents(
    service,
    due.filter((intent) => !isDecided(intent))
  )
  const owned = await existingSessions(container, due)
  for (const before of due) {
    try {
      await follow(container, before, {
        state: isDecided(before) ? before.state : seen.get(before.id),
        isOwned: owned.has(before.session_id),
      })
    } catch (error) {
      service.logger.error(
        `WolffPay could not settle ${before.intent_id ?? before.id}; it is tried again: ${describeError(error)}`
      )
      // What cannot be written down either stands in the log, and is met again on the next run.
      await raiseUnlessBooked(container, before.id, describeError(error)).catch(() => undefined)
    }
  }
  return { looked: due.length, problem }
}

function isDecided(intent: PaymentIntentRow): boolean {
  return intent.state === "succeeded" || intent.state === "canceled"
}

/** `state` is what was seen now; undefined when WolffPay did not show the intent. */
async function follow(
  container: MedusaContainer,
  before: PaymentIntentRow,
  now: { state: IntentState | undefined; isOwned: boolean }
): Promise<void> {
  const service = pluginService(container)
  if (before.state === "creating" && ageMs(before) > DAY_MS) {
    return service.intents.end(before.id, "lost")
  }
  if (before.state === "processing" && now.state === "open") {
    await failPaymentWorkflow(container).run({
      input: {
        id: before.id,
        status: "requires_payment_method",
        occurred_at: new Date().toISOString(),
        only_processing: true,
      },
    })
    return
  }
  if (now.state === "canceled" && before.state === "authorized") {
    // Perhaps Medusa is cancelling it at this very moment; the next run sees both books at rest.
    return
  }
  const isQuiet = now.state === undefined || now.state === "open"
  if (isQuiet && before.state !== "processing" && now.isOwned && !before.abandoned_at) {
    if (now.state === "open" && ageMs(before) > FORGOTTEN_MS) {
      await service.intents.abandon(before.id)
    }
    return
  }
  await settleOne(container, before)
}

async function settleOne(container: MedusaContainer, before: PaymentIntentRow): Promise<void> {
  const service = pluginService(container)
  const { result } = await settlePaymentWorkflow(container).run({ input: { id: before.id } })
  if (result.kind === "retry") {
    await raiseIfStuck(service, before.id, result.problem)
  }
}

/** A look that broke off says nothing about the books: where they agree with the money, nobody is needed. */
async function raiseUnlessBooked(
  container: MedusaContainer,
  id: string,
  problem: string
): Promise<void> {
  const service = pluginService(container)
  const intent = await service.intents.byId(id)
  if (intent && !(await isBooked(container, intent))) {
    await raiseIfStuck(service, id, problem)
  }
}

/** Whether Medusa has the order, and the payment as far as the money has come. */
async function isBooked(
  container: MedusaContainer,
  { session_id, state }: PaymentIntentRow
): Promise<boolean> {
  const books = await loadBooks(container, session_id)
  if (!books?.payment || (books.cart_id !== undefined && !books.order)) {
    return false
  }
  return state === "authorized" || (books.payment.captured_at !== null && isOnOrder(books))
}

async function raiseIfStuck(
  service: WolffPayModuleService,
  id: string,
  problem: string
): Promise<void> {
  const intent = await service.intents.byId(id)
  if (intent && HOLDS_MONEY.includes(intent.state) && paidForMs(intent) > PATIENCE_MS) {
    await service.flagAttention(attentionOf("paid_without_order", intent, { problem }))
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

function paidForMs(intent: PaymentIntentRow): number {
  return Date.now() - (intent.state_at ?? intent.created_at).getTime()
}

function ageMs(intent: PaymentIntentRow): number {
  return Date.now() - intent.created_at.getTime()
}
