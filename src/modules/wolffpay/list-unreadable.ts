import { UnexpectedResponseError } from "../../clients/http"
import { ATTENTION_TEXTS } from "./attention-of"
import { describeError } from "./describe-error"
import type WolffPayModuleService from "./service"

const REASON = "list_unreadable"

/** There is one open row for each of WolffPay's lists. */
export type WolffPayList = "payments" | "refunds"

/**
 * Calls a person when one row of a list, perhaps a stranger's on the same account, is not as documented: nobody but WolffPay can
 * mend it, and until then it hides the others of its page. An outage passes by itself.
 */
export async function noteListUnreadable(
  service: WolffPayModuleService,
  list: WolffPayList,
  error: unknown
): Promise<void> {
  if (error instanceof UnexpectedResponseError && !error.retryable) {
    const { message, whatToDo } = ATTENTION_TEXTS[REASON]
    await service.flagAttention({
      reason: REASON,
      subject: list,
      message: message("", { list, problem: describeError(error) }),
      what_to_do: whatToDo,
    })
  }
}

export function noteListRead(service: WolffPayModuleService, list: WolffPayList): Promise<void> {
  return service.attentions.resolveSubject([REASON], list, "The list can be read again.")
}
