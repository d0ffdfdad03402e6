import type { RefundPaymentInput, RefundPaymentOutput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { earlierCredit } from "../../modules/wolffpay/billink/earlier-credit"
import { makeCredit } from "../../modules/wolffpay/billink/make-credit"
import { describeError } from "../../modules/wolffpay/describe-error"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { BillinkCreditRow } from "../../modules/wolffpay/tables/billink-credits"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import type { ProviderCradle } from "../wolffpay/dependencies"
import { isHeld, refundDetails } from "../wolffpay/refund-details"
import { knownInvoice } from "./known-invoice"

/**
 * Credits at Billink; or, when Medusa is booking a credit that exists there already, only says yes. `amount` is major units.
 */
export async function refund(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: RefundPaymentInput
): Promise<RefundPaymentOutput> {
  const invoice = await knownInvoice(service, input.data)
  const amount = toMinorUnits(input.amount)
  const medusaRefundId = input.context?.idempotency_key ?? null
  const { askedAt, note } = await refundDetails(cradle, medusaRefundId)
  const named = await creditNamed(service, invoice, amount, note)
  const known = named
    ? await claimBooking(service, cradle, named, medusaRefundId)
    : await earlierCredit(service, invoice, {
        amount,
        medusaRefundId,
        askedAt,
        isHeld: (id) => isHeld(cradle, id),
        noteOf: async (id) => (await refundDetails(cradle, id)).note,
      })
  const description = describe(note, medusaRefundId)
  const credit =
    known ?? (await makeCredit(service, invoice, { amount, medusaRefundId, description }))
  await service.credits.markBooked(credit.id).catch((error: unknown) =>
    // It is made, so Medusa has to keep its refund; the job finds it there and closes our row.
    service.logger.warn(`Billink credit ${credit.id} is made: ${describeError(error)}`)
  )
  return {
    data: {
      ...input.data,
      credits: [...earlierCredits(input.data), { id: credit.id, amount: credit.amount }],
    },
  }
}

/** The credit that our own booking names in its note: it was made elsewhere, and waits to be booked on this payment. */
async function creditNamed(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  amount: number,
  note: string | undefined
): Promise<BillinkCreditRow | undefined> {
  const id = note?.match(/^Billink (wpbcr_\w+)$/)?.[1]
  const row = id ? await service.credits.byId(id) : undefined
  if (!row) {
    return undefined
  }
  if (row.state !== "made" || row.invoice_id !== invoice.id || row.amount !== amount) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The credit that this refund's note names does not belong to it. Nothing was credited."
    )
  }
  if (row.booked_at !== null) {
    throw bookedAlready(row)
  }
  return row
}

/** Of two requests that book the same credit at the same moment, only one may. */
async function claimBooking(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  row: BillinkCreditRow,
  medusaRefundId: string | null
): Promise<BillinkCreditRow> {
  const holder = row.medusa_refund_id
  const isTaken = holder !== null && holder !== medusaRefundId && (await isHeld(cradle, holder))
  const claimed = isTaken ? undefined : await service.credits.adopt(row.id, holder, medusaRefundId)
  if (!claimed) {
    throw bookedAlready(row)
  }
  return claimed
}

function bookedAlready(row: BillinkCreditRow): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Billink's credit ${row.id} is booked already. Reload the page.`
  )
}

/** Billink numbers no credits; this tells its desk and the merchant which one it is. */
function describe(note: string | undefined, medusaRefundId: string | null): string {
  return [note, medusaRefundId].filter(Boolean).join(" - ")
}

function earlierCredits(data: Record<string, unknown> | undefined): unknown[] {
  return Array.isArray(data?.credits) ? data.credits : []
}
