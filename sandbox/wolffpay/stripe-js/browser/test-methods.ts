/** How a test payment method behaves once it is confirmed. */
export interface TestMethod {
  type: "card" | "ideal" | "bancontact" | "sofort" | "sepa_debit"
  /** `debit` stays on its way for days; `redirect` goes by the bank's page, `challenge` by 3-D Secure. */
  behaviour: "succeed" | "decline" | "challenge" | "redirect" | "debit" | "failing_debit"
  /** Why the card is declined, at once or after the challenge. */
  failure?: string
}

const card = (behaviour: TestMethod["behaviour"], failure?: string): TestMethod =>
  failure === undefined ? { type: "card", behaviour } : { type: "card", behaviour, failure }

/** By name, as Stripe names its own where it has one. A card's number never leaves the browser: this does. */
export const TEST_METHODS: Readonly<Record<string, TestMethod>> = {
  pm_card_visa: card("succeed"),
  pm_card_visa_debit: card("succeed"),
  pm_card_mastercard: card("succeed"),
  pm_card_mastercard_debit: card("succeed"),
  pm_card_amex: card("succeed"),
  pm_card_nl: card("succeed"),
  pm_card_be: card("succeed"),
  pm_card_chargeDeclined: card("decline", "generic_decline"),
  pm_card_chargeDeclinedInsufficientFunds: card("decline", "insufficient_funds"),
  pm_card_chargeDeclinedLostCard: card("decline", "lost_card"),
  pm_card_chargeDeclinedStolenCard: card("decline", "stolen_card"),
  pm_card_chargeDeclinedExpiredCard: card("decline", "expired_card"),
  pm_card_chargeDeclinedIncorrectCvc: card("decline", "incorrect_cvc"),
  pm_card_chargeDeclinedProcessingError: card("decline", "processing_error"),
  pm_card_authenticationRequiredOnSetup: card("challenge"),
  pm_card_threeDSecure2Required: card("challenge"),
  pm_card_threeDSecureRequiredChargeDeclined: card("challenge", "generic_decline"),
  /** Any other number: a test account declines it. */
  pm_card_live: card("decline", "test_mode_live_card"),
  pm_ideal: { type: "ideal", behaviour: "redirect" },
  pm_bancontact: { type: "bancontact", behaviour: "redirect" },
  pm_sofort: { type: "sofort", behaviour: "redirect" },
  pm_sepaDebit: { type: "sepa_debit", behaviour: "debit" },
  pm_sepaDebit_failing: { type: "sepa_debit", behaviour: "failing_debit" },
}

const CARDS: Readonly<Record<string, string>> = {
  "4242424242424242": "pm_card_visa",
  "4000056655665556": "pm_card_visa_debit",
  "4000005280000002": "pm_card_nl",
  "4000000560000004": "pm_card_be",
  "5555555555554444": "pm_card_mastercard",
  "2223003122003222": "pm_card_mastercard",
  "5200828282828210": "pm_card_mastercard_debit",
  "378282246310005": "pm_card_amex",
  "4000000000000002": "pm_card_chargeDeclined",
  "4000000000009995": "pm_card_chargeDeclinedInsufficientFunds",
  "4000000000009987": "pm_card_chargeDeclinedLostCard",
  "4000000000009979": "pm_card_chargeDeclinedStolenCard",
  "4000000000000069": "pm_card_chargeDeclinedExpiredCard",
  "4000000000000127": "pm_card_chargeDeclinedIncorrectCvc",
  "4000000000000119": "pm_card_chargeDeclinedProcessingError",
  "4000002500003155": "pm_card_authenticationRequiredOnSetup",
  "4000000000003220": "pm_card_threeDSecure2Required",
  "4000008400001629": "pm_card_threeDSecureRequiredChargeDeclined",
}

const IBANS: Readonly<Record<string, string>> = {
  NL39RABO0300065264: "pm_sepaDebit",
  DE89370400440532013000: "pm_sepaDebit",
  BE62510007547061: "pm_sepaDebit",
  NL91ABNA0417164300: "pm_sepaDebit_failing",
  DE62370400440532013001: "pm_sepaDebit_failing",
  BE68539007547034: "pm_sepaDebit_failing",
}

export const TEST_CARD_NUMBERS: readonly string[] = Object.keys(CARDS)
export const TEST_IBANS: readonly string[] = Object.keys(IBANS)

/** The test payment method of a card number (digits only). */
export function methodOfCard(digits: string): string {
  return CARDS[digits] ?? "pm_card_live"
}

/** The test payment method of an IBAN (without spaces, in capitals); undefined when it is no test IBAN. */
export function methodOfIban(iban: string): string | undefined {
  return IBANS[iban]
}
