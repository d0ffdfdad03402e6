import type {
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
} from "@medusajs/framework/types"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import { lookUp, type Observation } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { knownIntent } from "./known-intent"
import { toSessionStatus } from "./status"

/** One GET; the data keeps the client secret that is in it already, and WolffPay's status. */
export async function retrieve(
  service: WolffPayModuleService,
  input: RetrievePaymentInput
): Promise<RetrievePaymentOutput> {
  const { status } = await look(service, input.data)
  return { data: { ...input.data, status } }
}

export async function paymentStatus(
  service: WolffPayModuleService,
  input: GetPaymentStatusInput
): Promise<GetPaymentStatusOutput> {
  const seen = await look(service, input.data)
  return {
    status: toSessionStatus(
      seen.agrees ? seen.state : "open",
      service.wolffPay.options.orderOnProcessing
    ),
    data: { ...input.data, status: seen.status },
  }
}

async function look(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<Observation> {
  const intent = await knownIntent(service, data)
  try {
    return await lookUp(service, intent, { lane: "checkout" })
  } catch (error) {
    throw toMedusaError(error, "merchant")
  }
}
