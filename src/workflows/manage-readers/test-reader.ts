import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ApiError } from "../../clients/http"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { TerminalReaderRow } from "../../modules/wolffpay/tables/terminal-readers"
import type { SaleReason } from "../../modules/wolffpay/tables/terminal-sale-row"
import { connectionToken } from "../../modules/wolffpay/terminal/connection-token"
import { pluginService } from "../plugin-service"
import { withReaderLock } from "../reader-lock"
import { reasonOf } from "../run-terminal-sale/judge-refusal"
import { existingReader } from "./existing-reader"
import { assertFree } from "./save-reader"

export type ReaderTest = { ok: boolean; reason: SaleReason | null; message: string }

/** Somebody waits beside the reader. */
const TEST = { lane: "counter", deadlineMs: 8_000, timeoutMs: 6_000, maxAttempts: 1 } as const

/**
 * Asks WolffPay to stop what the reader is doing (W25): the one call that reaches a reader and moves no money. A reader of the
 * SDK is reached from the browser only, so what is tested is that WolffPay gives a token for it (W19).
 * @throws TerminalRefusal when there is no such reader, or a sale holds it
 */
export function testReader(container: MedusaContainer, id: string): Promise<ReaderTest> {
  return withReaderLock(container, id, () => test(container, id))
}

async function test(container: MedusaContainer, id: string): Promise<ReaderTest> {
  const reader = await existingReader(container, id)
  assertFree(reader)
  try {
    await reach(pluginService(container), reader)
    return {
      ok: true,
      reason: null,
      message:
        reader.way === "server"
          ? `${reader.name} answers.`
          : `WolffPay lets ${reader.name} connect. Whether it is switched on shows when the till connects to it.`,
    }
  } catch (error) {
    const reason =
      error instanceof ApiError && error.outcome === "none"
        ? reasonOf(error)
        : "service_unavailable"
    return { ok: false, reason, message: toMedusaError(error, "merchant").message }
  }
}

async function reach(service: WolffPayModuleService, reader: TerminalReaderRow): Promise<void> {
  if (reader.way === "sdk" || reader.reader_id === null) {
    await connectionToken(service, reader.location_id ?? undefined, TEST)
    return
  }
  await service.wolffPay.client.cancelReaderAction(
    { readerId: reader.reader_id },
    { ...TEST, idempotencyKey: `medusa:test:${reader.id}:${randomUUID()}` }
  )
}
