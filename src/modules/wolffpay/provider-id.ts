/** Medusa's id of the online provider; forever. */
export const ONLINE_PROVIDER_ID = "pp_wolffpay_wolffpay"
