import type {
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
} from "@medusajs/framework/types"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import { lookAtSession } from "../../modules/wolffpay/billink/look-at-session"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"
import { knownInvoice } from "./known-invoice"
import { toSessionStatus } from "./status"

export async function retrieve(
  service: WolffPayModuleService,
  input: RetrievePaymentInput
): Promise<RetrievePaymentOutput> {
  const { status } = await look(service, input.data)
  return { data: { ...input.data, ...(status === null ? {} : { status }) } }
}

export async function paymentStatus(
  service: WolffPayModuleService,
  input: GetPaymentStatusInput
): Promise<GetPaymentStatusOutput> {
  const seen = await look(service, input.data)
  return {
    status: toSessionStatus(seen),
    data: { ...input.data, ...(seen.status === null ? {} : { status: seen.status }) },
  }
}

/** What is decided stays so; only an open session is asked about. */
async function look(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<BillinkInvoiceRow> {
  const invoice = await knownInvoice(service, data)
  if (isDecided(invoice.state)) {
    return invoice
  }
  try {
    return await lookAtSession(service, invoice, { lane: "checkout" })
  } catch (error) {
    throw toMedusaError(error, "merchant")
  }
}
