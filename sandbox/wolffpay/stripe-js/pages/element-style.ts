/** The frames of Elements. What begins with --color, --font, --border and --spacing is the shop's `appearance`. */
export const ELEMENT_STYLE = `:root {
  --colorPrimary: #0b5fcc; --colorBackground: #fff; --colorText: #1f2430; --colorTextSecondary: #596171;
  --colorDanger: #b3261e; --colorLine: #c5cad4; --fontFamily: system-ui, sans-serif; --fontSizeBase: 16px;
  --borderRadius: 8px; --spacingUnit: 4px; --colorFocus: var(--colorPrimary);
  color-scheme: light;
}
:root.night {
  --colorPrimary: #8ab4ff; --colorBackground: #262a33; --colorText: #eef0f4; --colorTextSecondary: #b5bcc9;
  --colorDanger: #ff9b92; --colorLine: #596171;
  color-scheme: dark;
}
:root.flat { --colorBackground: #f2f3f6; --colorLine: #f2f3f6; }
* { box-sizing: border-box; }
html, body { margin: 0; background: transparent; }
body { overflow-wrap: anywhere; font: 400 var(--fontSizeBase)/1.4 var(--fontFamily); color: var(--colorText); padding: 4px; overflow: hidden; }
[hidden] { display: none !important; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.method, .choice { background: var(--colorBackground); }
.choice { display: flex; align-items: center; gap: calc(var(--spacingUnit) * 3); padding: calc(var(--spacingUnit) * 3) calc(var(--spacingUnit) * 4); min-height: 3rem; cursor: pointer; font-weight: 500; }
.choice input { appearance: none; flex: none; width: 1.15em; height: 1.15em; margin: 0; border: 2px solid var(--colorTextSecondary); border-radius: 50%; background: var(--colorBackground); }
.choice input:checked { border-color: var(--colorPrimary); background: var(--colorPrimary); box-shadow: inset 0 0 0 .2em var(--colorBackground); }
.choice:has(input:checked) { color: var(--colorPrimary); }
.choice:has(input:focus-visible), .field input:focus-visible { outline: 2px solid var(--colorFocus); outline-offset: 1px; }
.panel { padding: 0 calc(var(--spacingUnit) * 4) calc(var(--spacingUnit) * 4); background: var(--colorBackground); }
.accordion .method { border: 1px solid var(--colorLine); border-bottom-width: 0; }
.accordion .choice { border-radius: inherit; }
.accordion .method:first-of-type { border-radius: var(--borderRadius) var(--borderRadius) 0 0; }
.accordion .method:last-of-type { border-radius: 0 0 var(--borderRadius) var(--borderRadius); border-bottom-width: 1px; }
.accordion .panel { border-radius: inherit; }
.tabs { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.25rem, 1fr)); gap: calc(var(--spacingUnit) * 2); }
.tabs .method { display: contents; }
.tabs .choice { flex-direction: column; align-items: flex-start; gap: var(--spacingUnit); border: 1px solid var(--colorLine); border-radius: var(--borderRadius); position: relative; }
.tabs .choice:has(input:checked) { border-color: var(--colorPrimary); box-shadow: 0 0 0 1px var(--colorPrimary); }
.tabs .choice input { position: absolute; inset-inline-end: .75rem; top: .75rem; opacity: 0; }
.tabs .panel { grid-column: 1 / -1; order: 1; padding: calc(var(--spacingUnit) * 2) 0 0; background: transparent; }
.mark { flex: none; fill: var(--colorText); }
.mark rect { fill: #fff; stroke: var(--colorLine); }
.mark path { fill: #33415c; }
.mark-ideal path { fill: #b0105f; } .mark-bancontact path { fill: #14559c; } .mark-sofort path { fill: #a3460b; } .mark-sepa_debit path { fill: #10439c; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: calc(var(--spacingUnit) * 3); }
.field { min-width: 0; }
.field.wide { grid-column: 1 / -1; }
.field label { display: block; margin-bottom: var(--spacingUnit); font-size: .9em; }
.field input { width: 100%; min-height: 2.9rem; padding: calc(var(--spacingUnit) * 2.5) calc(var(--spacingUnit) * 3); font: inherit; color: inherit; background: var(--colorBackground); border: 1px solid var(--colorTextSecondary); border-radius: var(--borderRadius); }
.field input::placeholder { color: var(--colorTextSecondary); opacity: 1; }
.field input[aria-invalid="true"] { border-color: var(--colorDanger); color: var(--colorDanger); }
.error { margin: var(--spacingUnit) 0 0; color: var(--colorDanger); font-size: .9em; }
.error:empty { display: none; }
.notice { margin: 0; color: var(--colorTextSecondary); font-size: .9em; }
.fields + .notice { margin-top: calc(var(--spacingUnit) * 3); }
.line { display: grid; grid-template-columns: minmax(0, 1fr) 5.5rem 4rem; gap: 0 .5rem; }
.line .field.wide { grid-column: auto; }
.line label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.line .field input { border-color: transparent; padding: .25rem; min-height: 1.75rem; background: transparent; }
.line .error { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 20rem) { .line { grid-template-columns: 1fr 1fr; } .line .field.wide { grid-column: 1 / -1; } }
`
