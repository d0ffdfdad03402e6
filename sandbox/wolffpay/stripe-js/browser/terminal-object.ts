/// <reference lib="dom" />
import { callTerminal, failed, failure, type Failure } from "./terminal-api"
import { isRecord } from "./types"

type Answer = Record<string, unknown> | Failure
type ConnectionStatus = "connecting" | "connected" | "not_connected"
type PaymentStatus = "not_ready" | "ready" | "waiting_for_input" | "processing"

export interface TerminalCallbacks {
  onFetchConnectionToken: () => unknown
  onUnexpectedReaderDisconnect?: ((event: unknown) => void) | undefined
  onConnectionStatusChange?: ((event: unknown) => void) | undefined
  onPaymentStatusChange?: ((event: unknown) => void) | undefined
}

/** How soon a reader that went away is noticed. */
const LOOK_MS = 1000

/** What `StripeTerminal.create(…)` gives: one browser's tie to at most one reader. */
export class Terminal {
  private session: Promise<string | Failure> | undefined
  private reader: Record<string, unknown> | undefined
  private connection: ConnectionStatus = "not_connected"
  private payment: PaymentStatus = "not_ready"
  private watch: number | undefined

  constructor(
    private readonly origin: string,
    private readonly callbacks: TerminalCallbacks
  ) {}

  getConnectionStatus(): ConnectionStatus {
    return this.connection
  }

  getPaymentStatus(): PaymentStatus {
    return this.payment
  }

  getConnectedReader(): Record<string, unknown> | undefined {
    return this.reader
  }

  async discoverReaders(config: unknown = {}): Promise<Answer> {
    const location = isRecord(config) ? config["location"] : undefined
    const answer = await this.call("discover", { location })
    return failed(answer) ? answer : { discoveredReaders: answer["readers"] }
  }

  async connectReader(reader: unknown, options: unknown = {}): Promise<Answer> {
    if (!isRecord(reader) || typeof reader["id"] !== "string") {
      throw new Error("connectReader needs a reader that discoverReaders found.")
    }
    if (this.connection !== "not_connected") {
      return failure("reader_busy", "Disconnect from the reader before you connect to another.")
    }
    this.setConnection("connecting")
    const failIfInUse = isRecord(options) && options["fail_if_in_use"] === true
    const answer = await this.call("connect", { readerId: reader["id"], failIfInUse })
    if (failed(answer)) {
      this.setConnection("not_connected")
      return answer
    }
    this.reader = isRecord(answer["reader"]) ? answer["reader"] : reader
    this.setConnection("connected")
    this.setPayment("ready")
    this.watch = window.setInterval(() => void this.look(), LOOK_MS)
    return { reader: this.reader }
  }

  async disconnectReader(): Promise<Answer> {
    this.letGo()
    const answer = await this.call("disconnect", {})
    return failed(answer) ? answer : {}
  }

  async clearCachedCredentials(): Promise<Answer> {
    this.session = undefined
    return {}
  }

  async collectPaymentMethod(clientSecret: unknown): Promise<Answer> {
    if (typeof clientSecret !== "string" || !/^pi_[^_]+_secret_/.test(clientSecret)) {
      throw new Error("collectPaymentMethod needs the client secret of a PaymentIntent.")
    }
    return this.pay("waiting_for_input", "collect", { clientSecret })
  }

  async cancelCollectPaymentMethod(): Promise<Answer> {
    if (this.payment !== "waiting_for_input") {
      return failure("no_active_collect_payment_method_attempt", "Nothing is being collected.")
    }
    const answer = await this.call("cancel", {})
    return failed(answer) ? answer : {}
  }

  async processPayment(intent: unknown): Promise<Answer> {
    if (!isRecord(intent) || !isRecord(intent["sdk_payment_details"])) {
      throw new Error("processPayment needs the PaymentIntent that collectPaymentMethod gave.")
    }
    return this.pay("processing", "process", { clientSecret: intent["client_secret"] })
  }

  private async pay(
    status: PaymentStatus,
    name: string,
    body: Record<string, unknown>
  ): Promise<Answer> {
    if (this.connection !== "connected") {
      return failure("no_established_connection", "No connection to a reader.")
    }
    if (this.payment !== "ready") {
      return failure("reader_busy", "Another payment is under way on this reader.")
    }
    this.setPayment(status)
    const answer = await this.call(name, body)
    if (this.isConnected()) this.setPayment("ready")
    return answer
  }

  private isConnected(): boolean {
    return this.connection === "connected"
  }

  /** Trades a fresh connection token first, when there is no session; once more when the session has ended. */
  private async call(name: string, body: Record<string, unknown>): Promise<Answer> {
    this.session ??= this.activate()
    const opened = await this.session
    if (typeof opened !== "string") {
      this.session = undefined
      return opened
    }
    const answer = await callTerminal(this.origin, name, { ...body, session: opened })
    if (failed(answer) && answer.error.code === "session_expired") this.session = undefined
    return answer
  }

  private async activate(): Promise<string | Failure> {
    let token: unknown
    try {
      token = await this.callbacks.onFetchConnectionToken()
    } catch (error) {
      return failure(
        "failed_fetch_connection_token",
        `Failed to fetch a connection token: ${error instanceof Error ? error.message : String(error)}`
      )
    }
    if (typeof token !== "string" || token === "") {
      return failure(
        "failed_fetch_connection_token",
        "onFetchConnectionToken must resolve to the secret of a connection token."
      )
    }
    const answer = await callTerminal(this.origin, "activate", { token })
    return failed(answer) ? answer : String(answer["session"])
  }

  private async look(): Promise<void> {
    const answer = await this.call("status", {})
    if (!this.isConnected()) return
    if (!failed(answer) && answer["connected"] === true) return
    this.letGo()
    const gone = failure("network_error", "The reader is gone.")
    this.callbacks.onUnexpectedReaderDisconnect?.(failed(answer) ? answer : gone)
  }

  private letGo(): void {
    window.clearInterval(this.watch)
    this.reader = undefined
    this.setConnection("not_connected")
    this.setPayment("not_ready")
  }

  private setConnection(status: ConnectionStatus): void {
    if (this.connection === status) return
    this.connection = status
    this.callbacks.onConnectionStatusChange?.({ status })
  }

  private setPayment(status: PaymentStatus): void {
    if (this.payment === status) return
    this.payment = status
    this.callbacks.onPaymentStatusChange?.({ status })
  }
}
