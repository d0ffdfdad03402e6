import {
  AuthenticationError,
  BudgetExhaustedError,
  NotFoundError,
  PermissionError,
} from "../../clients/http"
import type { CallOptions, PaymentSummary } from "../../clients/wolffpay"
import { noteAccountAccepted, noteAccountRefused } from "../../modules/wolffpay/account-refused"
import { isDefiniteRefusal } from "../../modules/wolffpay/api-errors"
import { noteListRead, noteListUnreadable } from "../../modules/wolffpay/list-unreadable"
import { lookUp, observe } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { describeError } from "../../modules/wolffpay/describe-error"

const PAGE = 100
/** Bounds one run: what is not found by then is asked for singly, a few at a time. */
const MAX_PAGES = 10
const MAX_SINGLE = 10
const DAY_MS = 24 * 60 * 60 * 1000
const CLOCK_SKEW_MS = 10 * 60 * 1000
const CALL: CallOptions = { lane: "background", deadlineMs: 15_000 }

/**
 * One call for a hundred payments (W15). The list's order is not documented, and one entry that is not as documented, be it a
 * stranger's, makes its page unreadable: an intent that the pages do not show is asked for by its id, each in its turn. Stops quietly when the budget is needed elsewhere: the rows are due again soon. `problem`: why not all
 * of them could be seen.
 */
export async function lookAtIntents(
  service: WolffPayModuleService,
  intents: readonly PaymentIntentRow[]
): Promise<{ seen: ReadonlyMap<string, IntentState>; problem?: string }> {
  const seen = new Map<string, IntentState>()
  let problem: string | undefined
  const note = (error: unknown): void => {
    problem ??= `WolffPay could not be asked: ${describeError(error)}`
  }
  const wanted = new Map(intents.map((intent) => [intent.id, intent]))
  try {
    const isListed = isWorthPaging(wanted)
    if (isListed) {
      await readList(service, wanted, seen).catch((error: unknown) => {
        if (isRefusingAll(error)) {
          throw error
        }
        note(error)
      })
    }
    const missing = [...wanted.values()].filter((intent) => intent.intent_id !== null)
    for (const intent of missing.slice(0, MAX_SINGLE)) {
      await lookAtOne(service, intent, seen).catch((error: unknown) => {
        if (isRefusingAll(error) || !isDefiniteRefusal(error)) {
          throw error
        }
        // What WolffPay does not know is raised by the look-up; one intent must not keep the others waiting.
        if (!(error instanceof NotFoundError)) {
          note(error)
        }
      })
      wanted.delete(intent.id)
    }
    // Attempts that have no id yet may be too old to be looked for: then nobody was asked, and nothing is known.
    if ((isListed && problem === undefined) || missing.length > 0) {
      await noteAccountAccepted(service)
    }
  } catch (error) {
    if (!(error instanceof BudgetExhaustedError)) {
      note(error)
      await noteAccountRefused(service, error)
    }
  }
  await service.intents.checkAgain(
    [...wanted.values()]
      .filter(({ id, intent_id }) => intent_id && !seen.has(id))
      .map(({ id }) => id)
  )
  return { seen, problem }
}

/** The next call would meet the same. */
function isRefusingAll(error: unknown): boolean {
  return (
    error instanceof BudgetExhaustedError ||
    error instanceof AuthenticationError ||
    error instanceof PermissionError
  )
}

async function lookAtOne(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  seen: Map<string, IntentState>
): Promise<void> {
  const { state, agrees } = await lookUp(service, intent, CALL)
  if (agrees) {
    seen.set(intent.id, state)
  }
}

async function readList(
  service: WolffPayModuleService,
  wanted: Map<string, PaymentIntentRow>,
  seen: Map<string, IntentState>
): Promise<void> {
  try {
    await readPages(service, wanted, seen)
  } catch (error) {
    await noteListUnreadable(service, "payments", error)
    throw error
  }
  await noteListRead(service, "payments")
}

async function readPages(
  service: WolffPayModuleService,
  wanted: Map<string, PaymentIntentRow>,
  seen: Map<string, IntentState>
): Promise<void> {
  let startingAfter: string | undefined
  let previous = Infinity
  let isNewestFirst = true
  for (let page = 0; page < MAX_PAGES && isWorthPaging(wanted); page += 1) {
    const { items, hasMore, nextCursor } = await service.wolffPay.client.listPayments(
      { limit: PAGE, startingAfter },
      CALL
    )
    for (const item of items) {
      const createdAt = Date.parse(item.createdAt)
      isNewestFirst &&= createdAt <= previous
      previous = createdAt
      const intent = await matching(service, wanted, item)
      if (intent) {
        wanted.delete(intent.id)
        const { state, agrees } = await observe(service, intent, item)
        if (agrees) {
          seen.set(intent.id, state)
        }
      }
    }
    if (!hasMore || !nextCursor || (isNewestFirst && isPast(wanted, previous))) {
      return
    }
    startingAfter = nextCursor
  }
}

/** Our row for an item; an attempt that was cut off is recognised by the end of its description (R9). */
async function matching(
  service: WolffPayModuleService,
  wanted: Map<string, PaymentIntentRow>,
  item: PaymentSummary
): Promise<PaymentIntentRow | undefined> {
  for (const intent of wanted.values()) {
    if (intent.intent_id === item.paymentIntentId) {
      return intent
    }
  }
  for (const intent of wanted.values()) {
    if (
      intent.intent_id === null &&
      item.description?.endsWith(intent.session_id) &&
      item.amount === intent.amount &&
      item.currency.toLowerCase() === intent.currency &&
      !(await service.intents.ofIntent(item.paymentIntentId))
    ) {
      return service.intents.complete(intent.id, item.paymentIntentId, item.status)
    }
  }
  return undefined
}

function isPast(wanted: Map<string, PaymentIntentRow>, createdAt: number): boolean {
  const oldest = Math.min(...[...wanted.values()].map((intent) => intent.created_at.getTime()))
  return createdAt < oldest - CLOCK_SKEW_MS
}

/** A few old ones are cheaper to ask for singly than to page back to. */
function isWorthPaging(wanted: Map<string, PaymentIntentRow>): boolean {
  const youngest = Math.max(0, ...[...wanted.values()].map((intent) => intent.created_at.getTime()))
  return wanted.size > MAX_SINGLE || (wanted.size > 0 && Date.now() - youngest < DAY_MS)
}
