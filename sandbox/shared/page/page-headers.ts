/**
 * Nothing of others gets in. `leads` is of a page whose form leads to the shop: a browser judges every address that the
 * answer sends it on to, and where a shop's server sends a shopper is not known here.
 */
export function pageHeaders(
  type: string,
  { leads = false }: { leads?: boolean } = {}
): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    `form-action ${leads ? "'self' http: https:" : "'none'"}`,
    "frame-ancestors 'none'",
  ]
  return {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    Vary: "Accept-Language",
  }
}
