const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

export type RandomBytes = (size: number) => Uint8Array

/** Ids in the form of the documents' samples: document ids look like Firestore's, the others like Stripe's. */
export class Ids {
  constructor(private readonly random: RandomBytes) {}

  document(): string {
    return this.token(20)
  }

  paymentIntent(): string {
    return `pi_3${this.token(23)}`
  }

  clientSecret(paymentIntentId: string): string {
    return `${paymentIntentId}_secret_${this.token(25)}`
  }

  attempt(): string {
    return `sat_${this.token(24)}`
  }

  refund(): string {
    return `re_3${this.token(23)}`
  }

  reader(): string {
    return `tmr_${this.token(14)}`
  }

  connectionToken(mode: string): string {
    return `pst_${mode}_${this.token(32)}`
  }

  terminalSession(): string {
    return `sts_${this.token(24)}`
  }

  delivery(): string {
    return `dlv_${this.token(14)}`
  }

  fault(): string {
    return `flt_${this.token(8)}`
  }

  private token(length: number): string {
    const bytes = this.random(length)
    let text = ""
    for (const byte of bytes) text += ALPHABET[byte % ALPHABET.length]
    return text
  }
}
