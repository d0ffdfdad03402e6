import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { initiate } from "./initiate"
import { WolffPayProvider } from "./provider"

/** `pp_wolffpay_wolffpay`: payments in the storefront. */
export class WolffPayOnlineProvider extends WolffPayProvider {
  static override identifier = "wolffpay"

  initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return initiate(this.service_, input)
  }
}
