import { capabilityOf } from "../payments/payment-request"
import { ONLINE_METHODS } from "../payments/payment"
import type { Mode } from "../core/api-key"
import type { ApiCall, Reply } from "./api-call"

export function stripeAccountId(mode: Mode): string {
  return `acct_sandbox_${mode}`
}

export function stripePublishableKey(mode: Mode): string {
  return `pk_${mode}_sandbox`
}

/** W2: the documents call it and do not show what it answers. */
export function account({ account }: ApiCall): Reply {
  return { data: { name: "WolffPay API", version: "v1", mode: account } }
}

/** W10 */
export function config({ ctx, account }: ApiCall): Reply {
  const { capabilities, chargesEnabled } = ctx.state.settings
  return {
    data: {
      stripePublishableKey: stripePublishableKey(account),
      stripeAccountId: stripeAccountId(account),
      chargesEnabled,
      supportedPaymentMethods: ONLINE_METHODS.filter((method) =>
        capabilities.includes(capabilityOf(method))
      ),
    },
  }
}
