import { randomUUID } from "node:crypto"
import type { CallOptions } from "../../../clients/wolffpay"
import type WolffPayModuleService from "../service"

/** The SDK that asks waits for it before it can connect to a reader. */
const TOKEN: CallOptions = { lane: "counter", deadlineMs: 10_000, maxAttempts: 2 }

export type TerminalToken = { secret: string; locationId: string | null }

/**
 * W19: a short-lived token for Stripe's Terminal SDK. Each has an idempotency key of its own: a token that was handed out once
 * is used up (R10). The secret goes to who asked, and into no log.
 * @throws ApiError
 */
export async function connectionToken(
  service: WolffPayModuleService,
  locationId: string | undefined,
  call: CallOptions = TOKEN
): Promise<TerminalToken> {
  const token = await service.wolffPay.client.createConnectionToken(
    { locationId },
    { ...call, idempotencyKey: `medusa:token:${randomUUID()}` }
  )
  return { secret: token.secret, locationId: token.locationId ?? locationId ?? null }
}
