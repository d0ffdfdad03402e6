import { AuthenticationError, PermissionError } from "../../clients/http"
import { ATTENTION_TEXTS } from "./attention-of"
import { describeError } from "./describe-error"
import type WolffPayModuleService from "./service"
import type { IntentChannel } from "./tables/payment-intent-row"

const REASON = "account_refused"
/** There is one account, so there is one open row. */
const SUBJECT = "account"

/**
 * Calls a person when WolffPay refuses the key or the account (W5): nobody can pay, and no payment is followed, until that is
 * mended. At the counter a 403 may as well be about the counter alone (W6).
 */
export async function noteAccountRefused(
  service: WolffPayModuleService,
  error: unknown,
  channel: IntentChannel = "online"
): Promise<void> {
  const isRefused =
    error instanceof AuthenticationError ||
    (error instanceof PermissionError && channel === "online")
  if (isRefused) {
    const { message, whatToDo } = ATTENTION_TEXTS[REASON]
    await service.flagAttention({
      reason: REASON,
      subject: SUBJECT,
      message: message("", { problem: describeError(error) }),
      what_to_do: whatToDo,
    })
  }
}

export function noteAccountAccepted(service: WolffPayModuleService): Promise<void> {
  return service.attentions.resolveSubject([REASON], SUBJECT, "WolffPay answers again.")
}
