import { MedusaError } from "@medusajs/framework/utils"
import { paymentInternals, type ProviderCradle } from "./dependencies"

/** What Medusa's own row of a refund says. @throws MedusaError when it cannot be read: nothing may be refunded then */
export async function refundDetails(
  cradle: ProviderCradle,
  refundId: string | null
): Promise<{ note?: string; reasonCode?: string; askedAt?: Date }> {
  if (!refundId) {
    return {}
  }
  const row = await paymentInternals(cradle)
    .refundService?.retrieve(refundId, { relations: ["refund_reason"] })
    .catch(() => undefined)
  if (!row) {
    // Without its note a refund that only has to be booked would be made a second time.
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Medusa's own record of this refund cannot be read, so nothing was refunded. Try again."
    )
  }
  const reason = row.refund_reason
  const code =
    typeof reason === "object" && reason !== null && "code" in reason ? reason.code : undefined
  return {
    askedAt: row.created_at instanceof Date ? row.created_at : undefined,
    note: typeof row.note === "string" ? row.note : undefined,
    reasonCode: typeof code === "string" ? code : undefined,
  }
}

/** Whether Medusa still has this refund; when that cannot be read, yes: waiting is safe, refunding twice is not. */
export async function isHeld(cradle: ProviderCradle, refundId: string): Promise<boolean> {
  const { refundService } = paymentInternals(cradle)
  try {
    await refundService?.retrieve(refundId)
    return true
  } catch (error) {
    const type: unknown = Reflect.get(Object(error), "type")
    return type !== MedusaError.Types.NOT_FOUND
  }
}
