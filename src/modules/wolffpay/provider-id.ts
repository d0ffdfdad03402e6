/** Medusa's ids of the providers; forever. */
export const ONLINE_PROVIDER_ID = "pp_wolffpay_wolffpay"
export const TERMINAL_PROVIDER_ID = "pp_wolffpay-terminal_wolffpay"
export const BILLINK_PROVIDER_ID = "pp_billink_billink"

export const WOLFFPAY_PROVIDER_IDS: readonly string[] = [ONLINE_PROVIDER_ID, TERMINAL_PROVIDER_ID]
export const OUR_PROVIDER_IDS: readonly string[] = [...WOLFFPAY_PROVIDER_IDS, BILLINK_PROVIDER_ID]

/** Whether a session or payment was made with one of the plugin's WolffPay providers. */
export function isWolffPay(providerId: string | undefined): boolean {
  return providerId !== undefined && WOLFFPAY_PROVIDER_IDS.includes(providerId)
}
