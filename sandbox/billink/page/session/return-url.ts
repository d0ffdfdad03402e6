import type { Session } from "../../sessions/session"

/** Where the shopper's browser goes once the session is as it is. */
export function returnUrl({ status, returnUrls }: Session): string {
  switch (status) {
    case "order_created":
      return returnUrls.success
    case "cancelled":
      return returnUrls.cancel
    case "failed":
      return returnUrls.fail
    default:
      return returnUrls.back
  }
}
