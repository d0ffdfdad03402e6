export type RandomBytes = (size: number) => Uint8Array

/** Ids in the form of the documents' samples. */
export class Ids {
  constructor(private readonly random: RandomBytes) {}

  session(): string {
    return this.hex(16)
  }

  transaction(): string {
    return `tx_${this.hex(6)}`
  }

  delivery(): string {
    return `dlv_${this.hex(8)}`
  }

  /** X-Billink-Webhook-Id (3.4). */
  webhook(): string {
    return this.hex(16)
  }

  fault(): string {
    return `flt_${this.hex(4)}`
  }

  /** Base64 of 32 random bytes (2.12). */
  secret(): string {
    return Buffer.from(this.random(32)).toString("base64")
  }

  private hex(bytes: number): string {
    return Buffer.from(this.random(bytes)).toString("hex")
  }
}
