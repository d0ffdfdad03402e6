import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { initiateAtTerminal } from "./initiate-at-terminal"
import { WolffPayProvider } from "./provider"

/** `pp_wolffpay-terminal_wolffpay`: cards at the counter (W20-W25). */
export class WolffPayTerminalProvider extends WolffPayProvider {
  static override identifier = "wolffpay-terminal"

  initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return initiateAtTerminal(this.service_, input)
  }
}
