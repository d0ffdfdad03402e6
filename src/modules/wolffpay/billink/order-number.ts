/**
 * The number under which Billink knows an attempt to pay: of capitals and digits only, because its webhooks may come back in
 * another case and without hyphens (facts 3.2), and another one for each attempt, because a number may not be usable twice
 * (facts 7.16). `attempt` counts from 1.
 */
export function orderNumberFor(paymentSessionId: string, attempt: number): string {
  const id = paymentSessionId
    .replace(/^payses_/, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
  return `${id.slice(-40)}${attempt > 1 ? `N${attempt}` : ""}`
}
