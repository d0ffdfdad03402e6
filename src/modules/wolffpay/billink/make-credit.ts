import { MedusaError } from "@medusajs/framework/utils"
import { BillinkUnknownOutcomeError } from "../../../clients/billink"
import { ApiError } from "../../../clients/http"
import { toMedusaError } from "../api-errors"
import { formatMinor } from "../money"
import { PassingError } from "../passing-error"
import type WolffPayModuleService from "../service"
import { type BillinkCreditRow, CREDIT_ATTEMPT_SECONDS } from "../tables/billink-credits"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"
import { invoiceAttention } from "./invoice-attention"

const CALL = { lane: "settlement", deadlineMs: 15_000 } as const

export type CreditRequest = {
  /** Cents. */
  amount: number
  /** Medusa's refund that asks for it; null when no payment in Medusa stands for it. */
  medusaRefundId: string | null
  /** For Billink's desk. */
  description: string
}

/**
 * Credits an invoice once: the attempt is written first, Billink is called once, and what nobody can know is left for a
 * person instead of being repeated (facts 2.5). Never more than was billed.
 * @throws MedusaError when nothing was credited, or when that is not known
 */
export async function makeCredit(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  request: CreditRequest
): Promise<BillinkCreditRow> {
  await endCutOff(service, invoice)
  const before = await creditedAtBillink(service, invoice)
  const attempt = await service.credits.begin({
    invoice_id: invoice.id,
    medusa_refund_id: request.medusaRefundId,
    amount: request.amount,
    origin: request.medusaRefundId === null ? "command" : "medusa",
    billed: invoice.amount,
  })
  if (!attempt) {
    throw await refusalOf(service, invoice, request.amount)
  }
  try {
    await service.billink.client.credit(
      {
        orderNumber: invoice.order_number,
        cents: request.amount,
        description: request.description,
      },
      CALL
    )
  } catch (error) {
    if (!(error instanceof BillinkUnknownOutcomeError)) {
      // Anything that is not the client's own word is a bug of ours, and no proof that nothing was sent.
      const isCertain = error instanceof ApiError && error.outcome === "none"
      await service.credits.setState(attempt.id, isCertain ? "not_made" : "unknown")
      if (isCertain) {
        throw toMedusaError(error, "merchant")
      }
    }
    if (!(await isSeenMade(service, invoice, { before, amount: request.amount }))) {
      await leaveToPerson(service, invoice, attempt)
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        "Billink did not say whether this credit was made. Do not repeat it: look the invoice up at Billink, and settle it on the list of what needs attention."
      )
    }
  }
  await service.credits.made(attempt.id)
  return { ...attempt, state: "made" }
}

/** Cents that are credited by Billink's own account; undefined where no path is known that tells it (facts 7.8). */
export async function creditedAtBillink(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<number | undefined> {
  const { client, options } = service.billink
  if (options.adapter.paths.orderStatus === undefined) {
    return undefined
  }
  try {
    return (await client.orderStatus(invoice.order_number, CALL)).creditedCents
  } catch {
    return undefined
  }
}

/**
 * Only what Billink's own account shows as credited proves a credit: what the customer owes goes down by payments too. No
 * change proves nothing, it may still be at work.
 */
async function isSeenMade(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  { before, amount }: { before: number | undefined; amount: number }
): Promise<boolean> {
  const after = before === undefined ? undefined : await creditedAtBillink(service, invoice)
  return before !== undefined && after !== undefined && after - before === amount
}

/** A process died between its attempt and Billink's answer. */
export async function endCutOff(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<void> {
  for (const credit of await service.credits.ofInvoice(invoice.id)) {
    const waited = Date.now() - credit.updated_at.getTime()
    if (credit.state === "attempting" && waited > CREDIT_ATTEMPT_SECONDS * 1000) {
      await leaveToPerson(service, invoice, credit)
    }
  }
}

async function leaveToPerson(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  credit: BillinkCreditRow
): Promise<void> {
  await service.credits.setState(credit.id, "unknown")
  await service.flagAttention({
    ...invoiceAttention("billink_credit_unknown", { ...invoice, amount: credit.amount }),
    subject: credit.id,
    refund_id: credit.medusa_refund_id,
  })
}

async function refusalOf(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  amount: number
): Promise<MedusaError> {
  const credits = await service.credits.ofInvoice(invoice.id)
  const open = credits.find(({ state }) => state === "attempting" || state === "unknown")
  if (open?.state === "attempting") {
    return new PassingError(
      MedusaError.Types.NOT_ALLOWED,
      "Another credit of this invoice is being made right now. Reload the page in a moment."
    )
  }
  const money = (cents: number) => formatMinor(cents, invoice.currency)
  if (open) {
    return new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `It is not known whether an earlier credit of ${money(open.amount)} was made. Look the invoice up at Billink and settle that on the list of what needs attention first.`
    )
  }
  const made = creditedCents(credits)
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Of this invoice of ${money(invoice.amount)}, ${money(made)} is credited already; ${money(amount)} is more than what is left.`
  )
}

/** Cents that are certainly credited. */
export function creditedCents(credits: readonly BillinkCreditRow[]): number {
  return credits
    .filter(({ state }) => state === "made")
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** Whether this invoice may no longer stand for an order: a credit of it is made, under way, or in doubt. */
export function mayBeCredited(credits: readonly BillinkCreditRow[]): boolean {
  return credits.some(({ state }) => state !== "not_made")
}
