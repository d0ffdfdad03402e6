import type { ComponentType } from "react"
import type { Cart } from "../lib/store"
import { RedirectPayment } from "./redirect-payment"
import { WolffPayPayment } from "./wolffpay-payment"

export interface PaymentFormProps {
  cart: Cart
  providerId: string
}

interface Method {
  /** Medusa's payment provider. */
  id: string
  /** Its texts are `payment.<name>` and `payment.<name>Hint`. */
  name: "wolffpay" | "billink"
  Form: ComponentType<PaymentFormProps>
}

/** In the order they are offered. A service with a page of its own needs no more than its line here. */
export const METHODS: readonly Method[] = [
  { id: "pp_wolffpay_wolffpay", name: "wolffpay", Form: WolffPayPayment },
  { id: "pp_billink_billink", name: "billink", Form: RedirectPayment },
]
