/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { brandOf, digitsOf } from "./card-number"
import type { Values } from "./field-checks"
import { FIELD_RULES } from "./field-checks"
import type { ValidationCode } from "./messages"
import { validationMessage } from "./messages"
import { paymentMethodOf } from "./payment-method"
import type { Collected, FrameSetup, FromFrame, Language, StripeError } from "./types"

/** The fields of one element: shows what is wrong with them, tells what changed, hands over what is complete. */
export class ElementForm {
  private readonly language: Language
  private last = ""

  constructor(
    private readonly body: HTMLElement,
    private readonly tell: (message: FromFrame) => void,
    private readonly now: () => number
  ) {
    this.language = document.documentElement.lang === "nl" ? "nl" : "en"
    body.addEventListener("input", (event) => this.onInput(event))
    body.addEventListener("change", () => this.onChange())
    body.addEventListener("focusin", () => this.tell({ type: "focus" }))
    body.addEventListener("focusout", (event) => this.onLeave(event))
    body.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.tell({ type: "escape" })
    })
  }

  setUp({ chosen, values, readOnly }: FrameSetup): void {
    const first = this.radios()[0]
    if (chosen !== null && first) first.checked = true
    for (const input of this.body.querySelectorAll("input")) {
      input.disabled = readOnly
      const value = values[input.name]
      if (value !== undefined && input.value === "") input.value = value
    }
    this.onChange()
  }

  command(name: "focus" | "blur" | "clear" | "collapse"): void {
    if (name === "focus") this.firstControl()?.focus()
    if (name === "blur" && document.activeElement instanceof HTMLElement)
      document.activeElement.blur()
    if (name === "collapse") for (const radio of this.radios()) radio.checked = false
    if (name === "clear") for (const input of this.fields()) this.empty(input)
    this.onChange()
  }

  /** Shows every mistake and goes to the first. */
  collect(): Collected {
    const method = this.method()
    if (method === null) return { error: this.errorOf("incomplete_payment_details") }
    const wrong = this.fields().filter((input) => this.check(input) !== undefined)
    for (const input of this.fields()) this.show(input)
    const first = wrong[0]
    if (first) {
      first.focus()
      return { error: this.errorOf(this.check(first) ?? "incomplete_payment_details") }
    }
    return { paymentMethod: paymentMethodOf(method, this.values()) }
  }

  private onInput(event: Event): void {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || input.type === "radio") return
    const grouped = FIELD_RULES[input.name]?.group(input.value) ?? input.value
    if (grouped !== input.value) {
      const typed = input.value.slice(0, input.selectionStart ?? undefined)
      const end = typed === input.value ? grouped.length : caretAfter(grouped, typed)
      input.value = grouped
      input.setSelectionRange(end, end)
    }
    if (input.getAttribute("aria-invalid") === "true") this.show(input)
    this.onChange()
  }

  /** A field that was left half filled says so; one that was never filled waits until the shopper pays. */
  private onLeave(event: FocusEvent): void {
    const input = event.target
    if (input instanceof HTMLInputElement && input.type !== "radio" && input.value !== "") {
      this.show(input)
      this.onChange()
    }
    if (event.relatedTarget === null) this.tell({ type: "blur" })
  }

  private onChange(): void {
    const method = this.method()
    for (const panel of this.body.querySelectorAll<HTMLElement>(".method")) {
      const content = panel.querySelector<HTMLElement>(".panel")
      if (content) content.hidden = panel.dataset["method"] !== method
    }
    const fields = this.fields()
    const shown = fields.find((input) => input.getAttribute("aria-invalid") === "true")
    const code = shown && this.check(shown)
    const change: FromFrame = {
      type: "change",
      empty: fields.every((input) => input.value === ""),
      complete: method !== null && fields.every((input) => this.check(input) === undefined),
      collapsed: method === null,
      method,
      brand: brandOf(digitsOf(this.values()["number"] ?? "")),
      ...(code === undefined ? {} : { error: this.errorOf(code) }),
    }
    const text = JSON.stringify(change)
    if (text === this.last) return
    this.last = text
    this.tell(change)
  }

  private method(): string | null {
    const single = this.body.querySelector<HTMLElement>("[data-method]:not(.method)")
    if (single) return single.dataset["method"] ?? null
    return this.radios().find((radio) => radio.checked)?.value ?? null
  }

  private radios(): HTMLInputElement[] {
    return [...this.body.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
  }

  /** Those of the chosen method. */
  private fields(): HTMLInputElement[] {
    const method = this.method()
    const place = this.body.querySelector(`[data-method="${method ?? ""}"]`)
    return [...(place?.querySelectorAll<HTMLInputElement>(".field input") ?? [])]
  }

  private firstControl(): HTMLInputElement | undefined {
    return this.radios().find((radio) => radio.checked) ?? this.radios()[0] ?? this.fields()[0]
  }

  private values(): Values {
    return Object.fromEntries(this.fields().map((input) => [input.name, input.value]))
  }

  private check(input: HTMLInputElement): ValidationCode | undefined {
    return FIELD_RULES[input.name]?.check(this.values(), this.now())
  }

  private show(input: HTMLInputElement): void {
    const code = this.check(input)
    const place = document.getElementById(`${input.id}-error`)
    if (place) place.textContent = code === undefined ? "" : validationMessage(code, this.language)
    if (code === undefined) input.removeAttribute("aria-invalid")
    else input.setAttribute("aria-invalid", "true")
  }

  private empty(input: HTMLInputElement): void {
    input.value = ""
    input.removeAttribute("aria-invalid")
    const place = document.getElementById(`${input.id}-error`)
    if (place) place.textContent = ""
  }

  private errorOf(code: ValidationCode): StripeError {
    return { type: "validation_error", code, message: validationMessage(code, this.language) }
  }
}

/** The caret stays behind the same letter or digit, however the blanks between them moved. */
function caretAfter(text: string, typed: string): number {
  const wanted = typed.replace(/[^a-z0-9]/gi, "").length
  let seen = 0
  for (let i = 0; i < text.length; i++) {
    if (seen >= wanted) return i
    if (/[a-z0-9]/i.test(text.charAt(i))) seen++
  }
  return text.length
}
