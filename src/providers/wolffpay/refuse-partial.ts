import type { BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { paymentInternals, type ProviderCradle } from "./dependencies"

/** Medusa passes no amount to a provider; the capture row, whose id is the idempotency key, has it. */
export async function refusePartial(
  service: "WolffPay" | "Billink",
  cradle: ProviderCradle,
  captureId: string | undefined
): Promise<void> {
  const { captureService } = paymentInternals(cradle)
  const row =
    captureId && captureService
      ? await captureService.retrieve(captureId, { relations: ["payment"] }).catch(() => undefined)
      : undefined
  const amount = amountOf(row)
  const whole = amountOf(row?.payment)
  if (amount === undefined || whole === undefined) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The amount to capture is not known, and ${service} can only capture a payment as a whole.`
    )
  }
  // As money: 29.28 of a total of 29.282 is all of it.
  if (toMinorUnits(amount) !== toMinorUnits(whole)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${service} can only capture a payment as a whole. Capture the full amount, and refund the part that is not needed.`
    )
  }
}

function amountOf(row: unknown): BigNumberInput | undefined {
  if (typeof row !== "object" || row === null) {
    return undefined
  }
  const { raw_amount, amount } = row as { raw_amount?: BigNumberInput; amount?: BigNumberInput }
  return raw_amount ?? amount ?? undefined
}
