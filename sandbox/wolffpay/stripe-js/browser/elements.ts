/// <reference lib="dom" />
import type { Session } from "./api"
import { call, retrieve } from "./api"
import type { ElementHost } from "./frame-element"
import { FrameElement } from "./frame-element"
import { languageOf } from "./locale"
import { quietElement } from "./quiet-element"
import type { Collected, Intent, StripeError } from "./types"
import { IntegrationError, isRecord } from "./types"

const OPEN = ["requires_payment_method", "requires_confirmation", "requires_action"]
const TERMINAL =
  "The PaymentIntent is in a terminal state and cannot be used to initialize Elements."

type Created = FrameElement | ReturnType<typeof quietElement>

/** What `stripe.elements(…)` gives: with a client secret, or deferred with mode, amount and currency. */
export class Elements {
  private readonly created = new Map<string, Created>()
  private readonly host: ElementHost
  private offered: ReturnType<ElementHost["offer"]> | undefined
  private submitted = false

  constructor(
    session: Session,
    private options: Record<string, unknown>
  ) {
    const own = { ...session }
    if (options["locale"] !== undefined)
      own.language = languageOf(options["locale"], navigator.language)
    this.host = {
      session: own,
      appearance: options["appearance"],
      offer: () => (this.offered ??= this.askAgainAfterError()),
      forget: (element) => {
        for (const [type, one] of this.created) if (one === element) this.created.delete(type)
      },
    }
  }

  get session(): Session {
    return this.host.session
  }

  get clientSecret(): string | undefined {
    const secret = this.options["clientSecret"]
    return typeof secret === "string" ? secret : undefined
  }

  create(type: string, options: unknown = {}): Created {
    if (this.created.has(type)) {
      throw new IntegrationError(
        `Can only create one Element of type ${type} within the same Elements group.`
      )
    }
    const element = this.make(type, isRecord(options) ? options : {})
    this.created.set(type, element)
    return element
  }

  /** By name, or by a component of react-stripe-js, which carries the name with it. */
  getElement(type: unknown): Created | null {
    const name =
      typeof type === "function" ? (type as { __elementType?: string }).__elementType : type
    return this.created.get(String(name)) ?? null
  }

  async update(options: unknown): Promise<void> {
    if (!isRecord(options)) return
    this.options = { ...this.options, ...options }
    if (options["locale"] !== undefined) {
      this.host.session.language = languageOf(options["locale"], navigator.language)
      this.frames().forEach((one) => one.reload())
    }
    if (options["appearance"] !== undefined) {
      this.host.appearance = options["appearance"]
      this.frames().forEach((one) => one.restyle())
    }
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    this.offered = undefined
    const offer = await this.host.offer()
    return "error" in offer ? { error: { message: offer.error.message } } : {}
  }

  async submit(): Promise<{ error: StripeError } | { selectedPaymentMethod: string }> {
    const { error, paymentMethod } = await this.collect()
    if (error) return { error }
    this.submitted = true
    return { selectedPaymentMethod: paymentMethod.type }
  }

  on(): void {
    // `update-end` tells of nothing here: an update is done when its promise is.
  }

  /** Of the Payment Element: the details and whether they are complete. */
  collect(): Promise<Collected> {
    const element = this.created.get("payment")
    if (!(element instanceof FrameElement)) {
      throw new IntegrationError(
        "Invalid value for elements: it should have a mounted Payment Element."
      )
    }
    return element.collect()
  }

  /** A deferred payment has to be checked before the shop makes its intent. */
  requireSubmit(): void {
    if (this.clientSecret === undefined && !this.submitted) {
      throw new IntegrationError(
        "elements.submit() must be called before stripe.confirmPayment(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work."
      )
    }
  }

  private make(type: string, options: Record<string, unknown>): Created {
    if (type === "payment") {
      if (this.clientSecret === undefined && this.options["mode"] === undefined) {
        throw new IntegrationError(
          "In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group."
        )
      }
      return new FrameElement(this.host, type, options)
    }
    if (type === "card") return new FrameElement(this.host, type, options)
    if (type === "expressCheckout" || type === "linkAuthentication") {
      return quietElement(type, () => this.created.delete(type))
    }
    throw new IntegrationError(
      `The stand-in for Stripe has no Element of type ${type}. It has payment and card.`
    )
  }

  private frames(): FrameElement[] {
    return [...this.created.values()].filter((one) => one instanceof FrameElement)
  }

  private async askAgainAfterError(): ReturnType<ElementHost["offer"]> {
    const offer = await this.askOffer()
    if ("error" in offer) this.offered = undefined
    return offer
  }

  private async askOffer(): ReturnType<ElementHost["offer"]> {
    const { session } = this.host
    if (this.clientSecret === undefined) {
      const { value, error } = await call<{ payment_method_types: string[] }>(
        session,
        "account",
        {}
      )
      if (error) return { error }
      const asked = this.options["paymentMethodTypes"] ?? this.options["payment_method_types"]
      const types = value.payment_method_types
      return { methods: Array.isArray(asked) ? types.filter((one) => asked.includes(one)) : types }
    }
    const { value, error } = await retrieve(session, this.clientSecret)
    if (error) return { error }
    return OPEN.includes(value.status)
      ? { methods: value.payment_method_types }
      : { error: terminal(value) }
  }
}

function terminal(intent: Intent): StripeError {
  return {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: TERMINAL,
    payment_intent: intent,
  }
}
