import { UnexpectedResponseError } from "../http"
import type { Page } from "./schemas"

/**
 * A page whose cursor leads back to itself would be asked for without end.
 * @throws UnexpectedResponseError
 */
export function nextPageOrRefuse<T>(
  page: Page<T>,
  startingAfter: string | undefined,
  path: string
): Page<T> {
  if (page.hasMore && page.nextCursor === startingAfter) {
    throw new UnexpectedResponseError({
      service: "WolffPay",
      method: "GET",
      path,
      detail: "the next page is the same page",
    })
  }
  return page
}
