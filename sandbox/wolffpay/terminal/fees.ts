export interface Fee {
  /** Cents: fixed fee and percentage together. */
  applicationFeeAmount: number
  /** Cents. */
  fixedFee: number
  /** Per cent. */
  percentageFee: number
  /** Cents, rounded to the nearest. */
  calculatedPercentageFee: number
}

/** W22: 5000 with 25 + 2.5 % is 25 + 125 = 150. */
export function feeOf(amount: number, fixedFee: number, percentageFee: number): Fee {
  const calculatedPercentageFee = Math.round((amount * percentageFee) / 100)
  return {
    applicationFeeAmount: fixedFee + calculatedPercentageFee,
    fixedFee,
    percentageFee,
    calculatedPercentageFee,
  }
}
