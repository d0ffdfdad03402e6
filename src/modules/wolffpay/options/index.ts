export { BILLINK_ENVIRONMENT, BILLINK_KEYS } from "./parse-billink"
export { type ListedProviders, parseOptions, WOLFFPAY_ENVIRONMENT } from "./parse-options"
export * from "./types"
