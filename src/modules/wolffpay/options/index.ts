export { parseOptions, WOLFFPAY_ENVIRONMENT } from "./parse-options"
export * from "./types"
