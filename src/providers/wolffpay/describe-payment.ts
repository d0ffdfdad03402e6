const MAX_DESCRIPTION = 1000

/**
 * Fills the merchant's template. The result always ends with the session id (R9: GET and list show no metadata, so this is
 * how an intent is recognised as ours) and has at most 1000 characters (W13).
 */
export function describePayment(
  template: string,
  values: { sessionId: string; cartId: string | null }
): string {
  const filled = template
    .replaceAll("{session_id}", () => values.sessionId)
    .replaceAll("{cart_id}", () => values.cartId ?? "")
    .replace(/\s+/g, " ")
    .trim()
  const text = filled.endsWith(values.sessionId)
    ? filled.slice(0, -values.sessionId.length)
    : `${filled} `
  return text.slice(0, MAX_DESCRIPTION - values.sessionId.length) + values.sessionId
}
