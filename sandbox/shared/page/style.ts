export const STYLE = `:root {
  --ground: #f6f5f2; --card: #fff; --ink: #1d1c1a; --soft: #5c5952; --line: #d9d5cc;
  --accent: #0b5d51; --on-accent: #fff; --good: #17663a; --bad: #a3221b; --wait: #7a4d00;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171816; --card: #21231f; --ink: #eceae4; --soft: #b1ada2; --line: #3c3f38;
    --accent: #6fd3c0; --on-accent: #0c2420; --good: #7fd6a0; --bad: #ff9b92; --wait: #f0c26a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, main, #message { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; padding-top: 1.25rem; }
header p { margin: 0; color: var(--soft); flex: 1; min-width: 14rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; font-weight: 500; }
nav a { color: var(--accent); display: inline-block; padding: .5rem; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 2; }
#message { position: sticky; top: 0; z-index: 1; margin-top: .5rem; }
#message:not(:empty) { padding: .6rem 1rem; background: var(--card); border: 1px solid currentColor; border-radius: .5rem; }
main { display: grid; gap: 0 2rem; padding-bottom: 3rem; }
section { min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 60rem) {
  main { grid-template: repeat(3, auto) 1fr / 3fr 2fr; align-items: start; }
  main > section.wide { grid-column: 1 / -1; }
  main > section:first-child:not(.wide) { grid-row: span 4; }
}
header a { color: var(--accent); }
ul, ol { list-style: none; margin: 0; padding: 0; }
.cards { display: grid; gap: .6rem; }
.card, .empty { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; overflow-wrap: anywhere; }
.empty { color: var(--soft); border-style: dashed; }
.amount { font-weight: 700; font-variant-numeric: tabular-nums; margin-right: .4rem; }
.facts { display: flex; align-items: baseline; flex-wrap: wrap; gap: .1rem .8rem; margin: .2rem 0; color: var(--soft); font-size: .9rem; }
code, pre { font: .85em ui-monospace, monospace; }
pre { overflow: auto; max-height: 20rem; background: var(--ground); padding: .6rem; border-radius: .4rem; }
.status { font-weight: 600; color: var(--wait); }
.status-succeeded, .status-delivered, .status-refunded, .good { color: var(--good); }
.status-failed, .status-given_up, .status-lost, .bad { color: var(--bad); }
.status-canceled, .status-no_url { color: var(--soft); }
.attempts { font-size: .9rem; margin: .3rem 0; }
.refunds li { padding: .2rem 0; display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; }
.field { margin: .4rem 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; font-size: .9rem; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
button, select, input {
  font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft);
  border-radius: .4rem; padding: .35rem .8rem; min-height: 2.75rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--accent); color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button[aria-disabled] { opacity: .5; }
summary { cursor: pointer; padding: .3rem 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`
