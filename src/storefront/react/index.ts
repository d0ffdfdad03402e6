"use client"

export { WolffPayElements, type WolffPayElementsProps } from "./wolffpay-elements"
export { useCheckout, useWolffPay, WolffPayProvider, type Checkout } from "./context"
export { useReturn, type Return, type UseReturnOptions } from "./use-return"
