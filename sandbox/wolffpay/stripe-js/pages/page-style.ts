/** The bank's page and the 3-D Secure step. */
export const PAGE_STYLE = `:root {
  --ground: #eef1f6; --card: #fff; --ink: #1b2333; --soft: #566074; --line: #c9d0dc;
  --accent: #1f4bb8; --on-accent: #fff; --badge: #fff1c9; --on-badge: #6b4700;
  color-scheme: light;
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { max-width: 30rem; margin: 0 auto; padding: 1rem; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
nav a { color: var(--accent); display: inline-block; padding: .65rem .4rem; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
main { max-width: 28rem; margin: 1rem auto; padding: 1.5rem; background: var(--card); border-radius: 1rem; box-shadow: 0 1px 2px #0002, 0 8px 24px #1b233314; overflow-wrap: anywhere; }
@media (max-width: 30rem) { main { margin: 0 1rem; } }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
p { margin: 0 0 1rem; }
.soft, dt { color: var(--soft); }
.badge { background: var(--badge); color: var(--on-badge); font-size: .8rem; font-weight: 600; padding: .2rem .6rem; border-radius: 1rem; display: inline-block; }
dl { margin: 1.25rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .6rem; }
dt { font-size: .85rem; }
dd { margin: 0; }
dd + dt { margin-top: .75rem; }
.amount { font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
form { display: grid; gap: .6rem; }
button, .button { font: inherit; font-weight: 600; text-align: center; text-decoration: none; display: block; min-height: 3rem; padding: .65rem 1rem; border-radius: .6rem; border: 1px solid #6b7587; background: transparent; color: var(--ink); cursor: pointer; }
button:hover, .button:hover { border-color: var(--accent); color: var(--accent); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.primary:hover { background: #173a92; color: var(--on-accent); }
.plain { border-color: transparent; font-weight: 400; text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.challenge { background: var(--card); }
.step { max-width: 28rem; margin: 0 auto; padding: 1.25rem; overflow-wrap: anywhere; }
.challenge h1 { margin-top: .75rem; }
`
