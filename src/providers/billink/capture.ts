import type { CapturePaymentInput, CapturePaymentOutput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { BillinkUnknownOutcomeError } from "../../clients/billink"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { describeError } from "../../modules/wolffpay/describe-error"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import type { ProviderCradle } from "../wolffpay/dependencies"
import { refusePartial } from "../wolffpay/refuse-partial"
import { knownInvoice } from "./known-invoice"

/** Two calls share it at the worst; a proxy in front of the admin waits about 30 seconds. */
const CALL = { lane: "settlement", deadlineMs: 10_000 } as const

/**
 * Tells Billink to bill: the workflow starts (facts 2.4). It takes no amount, so a partial capture is refused before any
 * call. Once started it stays so, and Billink says as much when it is asked again.
 */
export async function capture(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: CapturePaymentInput
): Promise<CapturePaymentOutput> {
  await refusePartial("Billink", cradle, input.context?.idempotency_key)
  const invoice = await knownInvoice(service, input.data)
  if (invoice.workflow_started_at === null) {
    if (invoice.state !== "accepted") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Billink has not accepted this payment: its status is ${invoice.status ?? invoice.state}.`
      )
    }
    await service.invoices.attemptWorkflow(invoice.id)
    await startWorkflow(service, invoice)
    await service.invoices.markWorkflowStarted(invoice.id)
    await closeReminder(service, invoice)
  }
  return { data: { ...input.data, status: "workflow_started" } }
}

/** Sent once more when nobody can tell: the second answer tells, and starts nothing twice. */
async function startWorkflow(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<void> {
  const start = () =>
    service.billink.client.startWorkflow({ orderNumber: invoice.order_number }, CALL)
  try {
    await start()
  } catch (error) {
    if (!(error instanceof BillinkUnknownOutcomeError)) {
      throw toMedusaError(error, "merchant")
    }
    try {
      await start()
    } catch (again) {
      // Nothing is lost: Medusa has no capture yet, and the next one asks again. The job tells a person.
      throw toMedusaError(again, "merchant")
    }
  }
}

/** Nothing may fail any more: Billink bills by now. */
async function closeReminder(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<void> {
  const { reason, subject } = invoiceAttention("billink_workflow_not_started", invoice)
  await service.attentions
    .resolveSubject([reason], subject, "The workflow is started.")
    .catch((error: unknown) =>
      service.logger.warn(
        `Billink: the workflow of ${invoice.order_number} is started: ${describeError(error)}`
      )
    )
}
