interface PageRules {
  /** May pages of other origins show it in a frame? */
  framed: boolean
  /** Origins, besides our own, that a form may end at. */
  formsTo?: readonly string[]
}

/** No page of ours needs more than its own script and style. */
export function pageHeaders({ framed, formsTo = [] }: PageRules): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    `form-action 'self' ${formsTo.join(" ")}`.trimEnd(),
    `frame-ancestors ${framed ? "*" : "'none'"}`,
  ]
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": framed ? "cross-origin" : "same-origin",
  }
}
