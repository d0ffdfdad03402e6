import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { pluginService } from "../plugin-service"

/**
 * Medusa deletes its refund when something fails after our provider has answered, although the money has moved: such a
 * refund is booked again. Compares our table with Medusa's; no call to WolffPay unless one is missing.
 */
export async function verifyBookings(container: MedusaContainer): Promise<void> {
  const service = pluginService(container)
  const booked = await service.refunds.bookedLately()
  const ids = booked.flatMap((row) => row.medusa_refund_id ?? [])
  if (ids.length === 0) {
    return
  }
  const found = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ id: ids }, { select: ["id"], take: ids.length })
  const present = new Set(found.map((refund) => refund.id))
  for (const row of booked) {
    if (row.medusa_refund_id !== null && !present.has(row.medusa_refund_id)) {
      await service.refunds.unbook(row.id)
    }
  }
}
