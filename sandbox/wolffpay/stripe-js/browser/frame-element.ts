/// <reference lib="dom" />
import { readAppearance } from "./appearance"
import type { Session } from "./api"
import { changeEvent } from "./change-event"
import type { Listener } from "./emitter"
import { Emitter } from "./emitter"
import { frameAddress, frameSetup } from "./frame-options"
import type { Collected, FromFrame, StripeError, ToFrame } from "./types"
import { IntegrationError, isRecord } from "./types"

/** What the group of elements knows and an element asks for. */
export interface ElementHost {
  session: Session
  appearance: unknown
  /** The payment's methods, or why there are none. */
  offer(): Promise<{ methods: string[] } | { error: StripeError }>
  forget(element: FrameElement): void
}

/** An element on the shop's page: a container with a frame of the sandbox in it. */
export class FrameElement {
  private readonly events = new Emitter()
  private readonly waiting = new Map<number, (result: Collected) => void>()
  private container: Element | null = null
  private frame: HTMLIFrameElement | null = null
  private port: MessagePort | null = null
  private ready = false
  private destroyed = false
  private calls = 0

  constructor(
    private readonly host: ElementHost,
    readonly elementType: "payment" | "card",
    private options: Record<string, unknown>
  ) {}

  mount(target: unknown): void {
    if (this.destroyed) {
      throw new IntegrationError(
        "This Element has already been destroyed. Create a new one instead."
      )
    }
    const container = typeof target === "string" ? document.querySelector(target) : target
    if (!(container instanceof Element)) {
      throw new IntegrationError(
        "Invalid DOM element. Call mount() with a valid DOM element or selector."
      )
    }
    if (this.container === container) return
    this.unmount()
    this.container = container
    container.classList.add("StripeElement", "StripeElement--empty")
    container.replaceChildren()
    void this.load(container)
  }

  unmount(): void {
    this.container?.classList.remove(
      ...["", "--empty", "--complete", "--focus", "--invalid"].map((end) => `StripeElement${end}`)
    )
    this.frame?.remove()
    this.port?.close()
    for (const done of this.waiting.values()) done({ error: UNMOUNTED })
    this.waiting.clear()
    this.container = this.frame = this.port = null
    this.ready = false
  }

  destroy(): void {
    this.unmount()
    this.destroyed = true
    this.host.forget(this)
  }

  on(name: string, listener: Listener): this {
    this.events.add(name, listener)
    return this
  }

  once(name: string, listener: Listener): this {
    this.events.add(name, listener, true)
    return this
  }

  off(name: string, listener?: Listener): this {
    this.events.remove(name, listener)
    return this
  }

  update(options: unknown): this {
    if (!isRecord(options)) return this
    const before = this.address([])
    this.options = { ...this.options, ...options }
    if (before !== this.address([])) this.reload()
    else this.restyle()
    return this
  }

  /** Shows the frame anew: another language, another layout. */
  reload(): void {
    const { container } = this
    if (!container) return
    this.unmount()
    this.mount(container)
  }

  restyle(): void {
    this.send(this.setup())
  }

  focus(): void {
    this.frame?.focus()
    this.send({ type: "focus" })
  }

  blur(): void {
    this.send({ type: "blur" })
    this.frame?.blur()
  }

  clear(): void {
    this.send({ type: "clear" })
  }

  collapse(): this {
    this.send({ type: "collapse" })
    return this
  }

  /** Checks the fields and gives a test payment method for them. */
  collect(): Promise<Collected> {
    if (!this.ready) {
      throw new IntegrationError(
        "We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted."
      )
    }
    const id = ++this.calls
    return new Promise((resolve) => {
      this.waiting.set(id, resolve)
      this.send({ type: "collect", id })
    })
  }

  private async load(container: Element): Promise<void> {
    const { elementType } = this
    const offer = elementType === "card" ? { methods: ["card"] } : await this.host.offer()
    if (this.container !== container) return
    if (elementType === "payment") this.events.emit("loaderstart", { elementType })
    if ("error" in offer) {
      if (!this.events.has("loaderror")) {
        reportError(new Error(`Unhandled ${elementType} Element loaderror: ${offer.error.message}`))
      }
      this.events.emit("loaderror", { elementType, error: offer.error })
      return
    }
    const frame = document.createElement("iframe")
    frame.src = this.address(offer.methods)
    frame.title =
      this.host.session.language === "nl" ? "Beveiligd betaalformulier" : "Secure payment form"
    Object.assign(frame.style, {
      border: "0",
      display: "block",
      width: elementType === "card" ? "100%" : "calc(100% + 8px)",
      margin: elementType === "card" ? "0" : "-4px",
      height: elementType === "card" ? "36px" : "0",
      colorScheme: readAppearance(this.host.appearance).theme === "night" ? "dark" : "light",
    })
    frame.addEventListener("load", () => this.connect(frame))
    this.frame = frame
    container.append(frame)
  }

  private address(methods: readonly string[]): string {
    return frameAddress(this.host.session, this.elementType, methods, this.options)
  }

  private setup(): ToFrame {
    return frameSetup(this.host.appearance, this.options)
  }

  private connect(frame: HTMLIFrameElement): void {
    this.port?.close()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<FromFrame>) => this.receive(event.data)
    this.port = port1
    frame.contentWindow?.postMessage(this.setup(), this.host.session.origin, [port2])
  }

  private send(message: ToFrame): void {
    this.port?.postMessage(message)
  }

  private receive(message: FromFrame): void {
    const { elementType } = this
    switch (message.type) {
      case "height":
        if (this.frame) this.frame.style.height = `${message.pixels}px`
        return
      case "ready":
        this.ready = true
        return this.events.emit("ready", { elementType })
      case "collected":
        this.waiting.get(message.id)?.(message.result)
        this.waiting.delete(message.id)
        return
      case "change":
        this.container?.classList.toggle("StripeElement--empty", message.empty)
        this.container?.classList.toggle("StripeElement--complete", message.complete)
        this.container?.classList.toggle("StripeElement--invalid", message.error !== undefined)
        return this.events.emit("change", changeEvent(elementType, message))
      default:
        if (message.type !== "escape") {
          this.container?.classList.toggle("StripeElement--focus", message.type === "focus")
        }
        this.events.emit(message.type, { elementType })
    }
  }
}

const UNMOUNTED: StripeError = {
  type: "validation_error",
  message: "The Element was taken off the page before its details were read.",
}
