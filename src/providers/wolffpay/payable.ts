import type { BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { CURRENCIES, type Currency, MAX_AMOUNT, MIN_AMOUNT } from "../../clients/wolffpay"
import { storeError } from "../../modules/wolffpay/store-errors"
import { formatMinor, toCurrency, toMinorUnits } from "../../modules/wolffpay/money"
import type { IntentChannel } from "../../modules/wolffpay/tables/payment-intent-row"

/**
 * Major units → integer minor units within WolffPay's limits (W13, W21).
 * @throws MedusaError invalid_data for an amount or currency that WolffPay does not take there
 */
export function payable(
  major: BigNumberInput,
  currencyCode: string,
  channel: IntentChannel = "online"
): { amount: number; currency: Currency } {
  const currency = toCurrency(currencyCode)
  if (channel === "terminal" && currency !== "eur") {
    throw storeError(
      MedusaError.Types.INVALID_DATA,
      "payment_not_possible",
      `WolffPay's card readers take EUR only, not ${currencyCode.toUpperCase()}. Choose a region that sells in euro for this sale.`
    )
  }
  if (!currency) {
    throw storeError(
      MedusaError.Types.INVALID_DATA,
      "payment_not_possible",
      `WolffPay takes ${CURRENCIES.join(", ").toUpperCase()}, not ${currencyCode.toUpperCase()}.`
    )
  }
  const amount = toMinorUnits(major)
  if (amount < MIN_AMOUNT || amount > MAX_AMOUNT) {
    throw storeError(
      MedusaError.Types.INVALID_DATA,
      "payment_not_possible",
      `WolffPay takes ${formatMinor(MIN_AMOUNT, currency)} to ${formatMinor(MAX_AMOUNT, currency)} in one payment, not ${formatMinor(amount, currency)}.`
    )
  }
  return { amount, currency }
}
