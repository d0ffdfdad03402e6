export type RedirectStatus = "succeeded" | "pending" | "failed"

export function redirectStatusOf(status: string): RedirectStatus {
  if (status === "succeeded" || status === "requires_capture") return "succeeded"
  return status === "processing" ? "pending" : "failed"
}

/** Where the shopper goes afterwards: the shop's address, its own parameters kept, with Stripe's three added. */
export function returnAddress(
  returnUrl: string,
  intent: { id: string; clientSecret: string; status: string }
): string {
  const url = new URL(returnUrl)
  url.searchParams.set("payment_intent", intent.id)
  url.searchParams.set("payment_intent_client_secret", intent.clientSecret)
  url.searchParams.set("redirect_status", redirectStatusOf(intent.status))
  return url.href
}
