export interface ShopSettings {
  /** Where Medusa is, without a slash at the end. */
  medusaUrl: string
  publishableKey: string
  /** Where the simulated WolffPay shows its payments; absent in a shop on a real account. */
  sandboxUrl?: string
  /** The same of the simulated Billink. */
  billinkUrl?: string
}

declare global {
  interface Window {
    /** Set by /settings.js, which the server makes: one build serves every shop. */
    shopSettings?: Partial<ShopSettings>
  }
}

const given = window.shopSettings ?? {}

export const settings: ShopSettings = {
  medusaUrl: given.medusaUrl ?? "http://localhost:9000",
  publishableKey: given.publishableKey ?? "",
  sandboxUrl: given.sandboxUrl,
  billinkUrl: given.billinkUrl,
}
