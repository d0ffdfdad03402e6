import { STYLE as COMMON } from "../../shared/page/style"

/** The sandboxes look alike; below, what only Billink's pages have. */
export const STYLE = `${COMMON}
.status-order_created { color: var(--good); }
.status-cancelled, .status-session_expired { color: var(--soft); }
.card a { color: var(--accent); }
.checkout { max-width: 34rem; margin: 0 auto; padding: 1rem; }
.checkout header, .checkout main { display: block; padding: 0; margin-bottom: .5rem; }
.checkout nav { margin-left: -.5rem; }
.checkout h1 { font-size: 1.6rem; }
.checkout h2 { overflow-wrap: anywhere; }
.checkout .note { border-left: .3rem solid var(--accent); padding-left: .7rem; color: var(--soft); }
.checkout table { width: 100%; border-collapse: collapse; margin: .5rem 0; }
.checkout th, .checkout td { text-align: left; padding: .45rem .3rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.checkout .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.checkout tfoot tr:first-child th, .checkout tfoot tr:first-child td { font-weight: 700; }
.checkout tfoot tr:not(:first-child) * { font-weight: 400; color: var(--soft); }
.checkout label { display: block; font-weight: 600; margin-top: 1rem; }
.checkout input { width: 100%; max-width: 18rem; background: var(--card); }
.checkout .hint, .checkout .error { display: block; font-size: .9rem; margin: .2rem 0; }
.checkout .hint { color: var(--soft); }
.checkout .error { color: var(--bad); font-weight: 600; }
.checkout input[aria-invalid] { border: 2px solid var(--bad); }
.checkout .actions { display: grid; gap: .6rem; margin: 1.25rem 0; }
.checkout .actions button { min-height: 3rem; }
.checkout a { color: var(--accent); display: inline-block; padding: .6rem 0; }
.checkout nav a { padding: .6rem .5rem; }
`
