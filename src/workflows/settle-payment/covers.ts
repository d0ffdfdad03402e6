import type { BigNumberInput } from "@medusajs/framework/types"
import { toMinorUnits } from "../../modules/wolffpay/money"

/** Whether these amounts together make up what is owed. Major units in, compared in cents: 10.1 and 10.2 are 20.3. */
export function covers(paid: readonly BigNumberInput[], owed: BigNumberInput): boolean {
  const total = paid.reduce<number>((sum, amount) => sum + toMinorUnits(amount), 0)
  return paid.length > 0 && total >= toMinorUnits(owed)
}
