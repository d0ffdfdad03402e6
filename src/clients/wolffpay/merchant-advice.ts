/** The error texts of W6 and what a merchant can do about each. */
const ADVICE: readonly [RegExp, string][] = [
  [
    /stripe connect not configured/i,
    "WolffPay cannot take payments for this account yet: finish the Stripe Connect onboarding in the WolffPay dashboard.",
  ],
  [
    /terminal payments are disabled/i,
    "Card payments at the counter are switched off for this account: ask WolffPay to switch them on.",
  ],
  [
    /terminal reader is disabled/i,
    "This card reader is switched off: switch it on in the WolffPay dashboard, or use another one.",
  ],
  [
    /invalid amount\. minimum/i,
    "WolffPay does not take this amount: it must be between 0.50 and 999,999.99.",
  ],
]

/** Advice for a documented error text (W6), or undefined when the class's own advice will do. */
export function adviseMerchant(_status: number, text: string | undefined): string | undefined {
  return text === undefined ? undefined : ADVICE.find(([pattern]) => pattern.test(text))?.[1]
}
