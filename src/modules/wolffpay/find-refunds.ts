import type { CallOptions, RefundSummary } from "../../clients/wolffpay"
import { attentionOf } from "./attention-of"
import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"
import type { RefundRow } from "./tables/refunds"

export const REFUND_STATUSES = ["pending", "succeeded", "failed", "canceled"]

/**
 * A refund that explains an attempt was made after it (R14). WolffPay may give whole seconds, and its clock may be a little
 * behind: more than this, in milliseconds, and a refund of the dashboard could be taken for the attempt. One of ours that
 * comes out as older is booked as one of the dashboard, and the repeat of its attempt, which names it, finds it there.
 */
const ADOPT_SKEW_MS = 2_000
/** Only waiting for an attempt that is under way costs nothing, so there it may be more. */
const WAIT_SKEW_MS = 60_000
const PAGE = 100

/**
 * Asks WolffPay for every refund of an intent (R17) and writes into our table what is new: one that explains an attempt of
 * unknown outcome completes it (R14), any other was made elsewhere. One that an attempt still under way may report itself is
 * left for the next look.
 */
export async function findRefunds(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  call: CallOptions
): Promise<RefundRow[]> {
  const seen = await listAll(service, intent.intent_id, call)
  const rows = await service.refunds.ofIntent(intent.intent_id)
  const known = new Map(rows.map((row) => [row.refund_id, row]))
  const unmatched = seen
    .filter((refund) => !known.has(refund.refundId))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
  const open = rows.filter((row) => row.state === "unknown")
  const inFlight = rows.filter((row) => row.state === "attempting")
  for (const refund of unmatched) {
    const attempt = takeMatch(open, refund, ADOPT_SKEW_MS)
    if (attempt) {
      await service.refunds.made(attempt.id, refund.refundId, refund.status)
    } else if (!takeMatch(inFlight, refund, WAIT_SKEW_MS)) {
      await service.refunds.addExternal({
        intent_id: intent.intent_id,
        refund_id: refund.refundId,
        amount: refund.amount,
        currency: refund.currency.toLowerCase(),
        status: refund.status,
      })
    }
  }
  for (const refund of seen) {
    const row = known.get(refund.refundId)
    if (row && row.status !== refund.status) {
      await service.refunds.setStatus(row.id, refund.status)
    }
    if (!REFUND_STATUSES.includes(refund.status)) {
      await service.flagAttention({
        ...attentionOf("refund_unknown_status", intent, {
          status: refund.status,
        }),
        subject: refund.refundId,
        refund_id: refund.refundId,
        amount_wolffpay: refund.amount,
      })
    }
  }
  return service.refunds.ofIntent(intent.intent_id)
}

/** Each attempt explains at most one refund. */
function takeMatch(
  open: RefundRow[],
  refund: RefundSummary,
  skewMs: number
): RefundRow | undefined {
  const madeAt = Date.parse(refund.createdAt)
  const index = open.findIndex(
    (attempt) =>
      attempt.amount === refund.amount &&
      attempt.currency === refund.currency.toLowerCase() &&
      madeAt >= attempt.created_at.getTime() - skewMs
  )
  return index === -1 ? undefined : open.splice(index, 1)[0]
}

async function listAll(
  service: WolffPayModuleService,
  intentId: string,
  call: CallOptions
): Promise<RefundSummary[]> {
  const all: RefundSummary[] = []
  let startingAfter: string | undefined
  do {
    const page = await service.wolffPay.client.listRefunds(
      { paymentIntentId: intentId, limit: PAGE, startingAfter },
      call
    )
    all.push(...page.items)
    startingAfter = page.hasMore ? page.nextCursor : undefined
  } while (startingAfter)
  return all
}
