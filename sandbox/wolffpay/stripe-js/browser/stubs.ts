import { IntegrationError } from "./types"

const NAMES = [
  "collectBankAccountForPayment",
  "confirmCardSetup",
  "confirmSetup",
  "createConfirmationToken",
  "createEmbeddedCheckoutPage",
  "createSource",
  "createToken",
  "initCheckout",
  "initEmbeddedCheckout",
  "redirectToCheckout",
  "retrieveSetupIntent",
  "retrieveSource",
  "verifyMicrodepositsForPayment",
]

/** What Stripe.js can and a payment through WolffPay has no use for: there, and clear about it when called. */
export function unsupported(): Record<string, () => Promise<never>> {
  return Object.fromEntries(
    NAMES.map((name) => [
      name,
      async () => {
        throw new IntegrationError(`stripe.${name}() is not part of the stand-in for Stripe.`)
      },
    ])
  )
}

/** No wallet is ever available, which is what storefronts ask before they show a button. */
export function paymentRequest() {
  const request = {
    canMakePayment: async () => null,
    on: () => request,
    once: () => request,
    off: () => request,
    update: () => undefined,
    show: () => undefined,
    abort: () => undefined,
    isShowing: () => false,
  }
  return request
}
