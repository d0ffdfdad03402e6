import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longer than the test of a reader takes. Seconds. */
const WAIT_SECONDS = 15

/**
 * Taking a card reader for a sale and testing it exclude each other: the test stops whatever the reader is doing, so no sale may
 * begin between its look at who holds the reader and its call. Never taken while holding a session's lock.
 */
export function withReaderLock<T>(
  container: MedusaContainer,
  readerId: string,
  work: () => Promise<T>
): Promise<T> {
  return container
    .resolve(Modules.LOCKING)
    .execute(`wolffpay:reader:${readerId}`, work, { timeout: WAIT_SECONDS })
}
