import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"

interface Field {
  name: string
  label: string
  placeholder: string
  autocomplete: string
  inputmode?: "numeric" | "email"
  wide?: boolean
}

/** One field with its label, and the place where the script says what is wrong with it. */
export function field({ name, label, placeholder, autocomplete, inputmode, wide }: Field): Html {
  return html`<div class="field ${wide ? "wide" : ""}">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      placeholder="${placeholder}"
      autocomplete="${autocomplete}"
      inputmode="${inputmode ?? "text"}"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby="${name}-error"
    />
    <p class="error" id="${name}-error" aria-live="polite"></p>
  </div>`
}
